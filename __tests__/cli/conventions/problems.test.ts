import picocolors from 'picocolors';
import { problemText, reportedProblems, together } from '../../../cli/conventions/problems';

describe('the reported problems', () => {
  it('of an error that found several things are these things', () => {
    const problems = [{ what: 'first' }, { what: 'second' }];

    expect(reportedProblems(Object.assign(new Error('2 problems'), { problems }))).toEqual(problems);
  });

  it.each([
    ['any other error are its message', new Error('bucket not found'), 'bucket not found'],
    ['an error with an empty list are its message', Object.assign(new Error('odd'), { problems: [] }), 'odd'],
    ['something thrown that is not an error are its text', 'thrown text', 'thrown text'],
  ])('of %s', (_, thrown, what) => {
    expect(reportedProblems(thrown)).toEqual([{ what }]);
  });

  it('do not repeat a secret that was given in the wrong place', async () => {
    const { generateX25519Identity } = await import('age-encryption');
    const identity = await generateX25519Identity();
    const quoted = `${identity} cannot be read, nor https://jane:hunter2@store.example`;
    const problems = [{ what: quoted, where: identity, given: identity.toLowerCase(), fix: quoted }];

    for (const error of [new Error(quoted), quoted, Object.assign(new Error('no'), { problems })]) {
      const text = JSON.stringify(reportedProblems(error));
      expect(text.toUpperCase()).not.toContain(identity.slice(15));
      expect(text).not.toContain('hunter2');
    }
  });
});

describe('problems of several stacks', () => {
  it('are one where nothing but the place differs', () => {
    const no = { what: 'no key', fix: 'set it' };

    expect(together([{ ...no, where: 'stack state' }, { what: 'other' }, { ...no, where: 'stack cluster' }])).toEqual([
      { ...no, where: 'stack state; stack cluster' },
      { what: 'other' },
    ]);
  });
});

describe('the text of a problem', () => {
  const plain = picocolors.createColors(false);

  it('names place, field, what is given, what is allowed and the fix', () => {
    const text = problemText(
      {
        severity: 'error',
        file: 'platform.yaml',
        line: 12,
        column: 14,
        path: 'environments.production.nodePools[0].count',
        where: 'environment production, node pool "general", count',
        what: 'a pool has at least one node',
        given: '0',
        allowed: '1 to 100',
        fix: 'write count: 1',
        rule: 'schema',
        source: 'the Linode API',
      },
      plain,
    );

    expect(text).toBe(
      [
        'error: platform.yaml:12:14: a pool has at least one node',
        '  field:   environment production, node pool "general", count',
        '  given:   0',
        '  allowed: 1 to 100',
        '  fix:     write count: 1',
        '',
      ].join('\n'),
    );
  });

  it('leaves out what is not known', () => {
    expect(problemText({ what: 'no cluster', file: 'platform.yaml' }, plain)).toBe(
      'error: platform.yaml: no cluster\n',
    );
  });

  it('says that a warning is one', () => {
    expect(problemText({ what: 'a review is due', severity: 'warning' }, plain)).toBe('warning: a review is due\n');
  });
});
