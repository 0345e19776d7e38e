import { diffLines } from 'diff';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Edit, edited } from '../../../../operations/drift/adopt/edit-file';

const FULL = readFileSync(join(__dirname, '../../../../docs/examples/full.yaml'), 'utf8');
const changedLines = (before: string, after: string) =>
  diffLines(before, after).flatMap(({ added, removed, value }) =>
    added || removed
      ? value
          .trimEnd()
          .split('\n')
          .map((line) => `${added ? '+' : '-'}${line}`)
      : [],
  );
const change = (...edits: Edit[]) => changedLines(FULL, edited(FULL, edits));

describe('a platform file with other values', () => {
  it('is the same, byte for byte, where nothing is said anew', () => {
    expect(edited(FULL, [])).toBe(FULL);
    expect(edited(FULL, [{ place: ['cluster', 'region'], value: 'nl-ams' }])).toBe(FULL);
  });

  it('has one line changed for one value', () => {
    expect(change({ place: ['cluster', 'kubernetesVersion'], value: '1.35' })).toEqual([
      "-  kubernetesVersion: '1.34'",
      "+  kubernetesVersion: '1.35'",
    ]);
    expect(change({ place: ['cluster', 'controlPlaneAcl', 'ipv4'], value: ['203.0.113.0/24', '0.0.0.0/0'] })).toEqual([
      '-    ipv4: [203.0.113.0/24, 198.51.100.17/32]',
      '+    ipv4: [203.0.113.0/24, 0.0.0.0/0]',
    ]);
  });

  it('leaves alone what is written over several lines, or with lines of its own, and writes that anew where it changes', () => {
    const text = '\n\nfirst: 1\na:\n  { x: 1, y: 2 }\nsecond: 2\n\nb: [1,\n  2]\nthird: 3\nc:   3\nlast: 4\n\n\n';

    expect(edited(text, [])).toBe(text);
    expect(edited(text, [{ place: ['c'], value: 4 }])).toBe(text.replace('c:   3', 'c: 4'));
    expect(edited(text, [{ place: ['a', 'x'], value: 5 }])).toBe(
      text.replace('a:\n  { x: 1, y: 2 }', 'a: { x: 5, y: 2 }'),
    );
    expect(edited(text, [{ place: ['b'], value: [1] }])).toBe(text.replace('b: [1,\n  2]', 'b: [1]'));
  });

  it('has a field more, or less', () => {
    const pool = ['environments', 'production', 'nodePools', { pool: 'general' }] as const;

    expect(change({ place: [...pool, 'labels'], value: { 'acme.example/a': 'b' } })).toEqual([
      '+        labels:',
      '+          acme.example/a: b',
    ]);
    expect(change({ place: [...pool, 'maxCount'], value: undefined })).toEqual(['-        maxCount: 9']);
    expect(change({ place: [...pool, 'taints'], value: undefined })).toEqual([]);
  });

  it('keeps the comments of what is not changed, of entries of lists, too', () => {
    const text = `# the whole
network: # at the key
  firewall:
    # policies
    inboundPolicy: DROP # why
    inbound:
      # the web
      - label: web
        ports: '443' # tls
      # ssh
      - { label: ssh, ports: '22' }
`;
    const inbound = [
      { label: 'ssh', ports: '22' },
      { label: 'web', ports: '8443' },
      { label: 'by-hand', ports: '1' },
    ];
    const after = edited(text, [
      { place: ['network', 'firewall', 'inboundPolicy'], value: 'ACCEPT' },
      { place: ['network', 'firewall', 'inbound'], value: inbound },
    ]);

    expect(parse(after)).toEqual({ network: { firewall: { inboundPolicy: 'ACCEPT', inbound } } });
    expect(after.match(/#.*/g)?.sort()).toEqual(text.match(/#.*/g)?.sort());
  });

  it('keeps lists that stand at the column of their key, and other indentation', () => {
    const text = "cluster:\n    region: 'x'\nowners:\n- a\n- b\n";

    expect(edited(text, [{ place: ['cluster', 'region'], value: 'y' }])).toBe(
      "cluster:\n    region: 'y'\nowners:\n- a\n- b\n",
    );
  });

  it('keeps every comment of a file that is written in an unusual way', () => {
    const text = '# a\nowners: [\n  a, # first\n  b,\n]\nname: x # b\n';
    const after = edited(text, [{ place: ['name'], value: 'y' }]);

    expect(parse(after)).toEqual({ owners: ['a', 'b'], name: 'y' });
    expect(after.match(/#.*/g)).toEqual(['# a', '# first', '# b']);
  });

  it('is not made where the file has no such pool', () => {
    const place = ['environments', 'production', 'nodePools', { pool: 'none' }, 'count'] as const;

    expect(() => edited(FULL, [{ place, value: 1 }])).toThrow('no pool none below environments.production.nodePools');
  });
});
