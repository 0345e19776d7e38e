import picocolors from 'picocolors';
import { errorText, reportedErrors } from '../../../cli/conventions/errors';

describe('the reported errors', () => {
  it('of an error that found several things are these things', () => {
    const problems = [{ message: 'first' }, { message: 'second' }];

    expect(reportedErrors(Object.assign(new Error('2 mistakes'), { problems }))).toEqual(problems);
  });

  it.each([
    ['any other error is its message', new Error('bucket not found'), 'bucket not found'],
    ['an error with an empty list is its message', Object.assign(new Error('odd'), { problems: [] }), 'odd'],
    ['something thrown that is no error is its text', 'thrown text', 'thrown text'],
  ])('of %s', (_, thrown, message) => {
    expect(reportedErrors(thrown)).toEqual([{ message }]);
  });
});

describe('the text of an error', () => {
  const plain = picocolors.createColors(false);

  it('names place, field, value, what is allowed and the fix', () => {
    const text = errorText(
      {
        message: 'count is too small',
        file: 'platform.yaml',
        line: 12,
        column: 5,
        path: 'environments.production.nodePools[0].count',
        value: 0,
        allowed: '1 to 100',
        fix: 'write count: 1',
      },
      plain,
    );

    expect(text).toBe(
      [
        'error: platform.yaml:12:5: count is too small',
        '  field:   environments.production.nodePools[0].count',
        '  got:     0',
        '  allowed: 1 to 100',
        '  fix:     write count: 1',
        '',
      ].join('\n'),
    );
  });

  it('leaves out what is not known', () => {
    expect(errorText({ message: 'no cluster', file: 'platform.yaml' }, plain)).toBe(
      'error: platform.yaml: no cluster\n',
    );
  });
});
