import { maskedLines } from '../../../operations/plan-review/masked-lines';

describe('a text without its secrets', () => {
  const masked = (...lines: string[]) => maskedLines(lines.join('\n'));

  it('keeps what is none', () => {
    const lines = ['# password: see the vault', 'replicas: 3', 'existingSecret: loki-key', 'secretName: tls', ''];

    expect(masked(...lines)).toEqual(lines);
  });

  it.each([
    ['of YAML', 'grafana:\n  adminPassword: x1', 'grafana:\n  adminPassword: (sensitive)'],
    ['in quotes', 'token: "x1" # old', 'token: (sensitive) # old'],
    ['in a map on one line', 'auth: {user: a, password: x1}', 'auth: {user: a, password: (sensitive)}'],
    ['of JSON', '{"apiKey": "x1", "n": 1}', '{"apiKey": (sensitive), "n": 1}'],
    ['below a name', 'credentials:\n  - x1\n  - x2\nb: 1', 'credentials:\n  - (sensitive)\n  - (sensitive)\nb: 1'],
    ['of several lines', 'secret: |\n  x1\n  x2\nb: 1', 'secret: (sensitive)\n(sensitive)\n(sensitive)\nb: 1'],
    [
      'of a variable',
      'env:\n  - name: DB_PASSWORD\n    value: x1',
      'env:\n  - name: DB_PASSWORD\n    value: (sensitive)',
    ],
    ['of no format', 'user=a\nDB_PASSWORD=x1', 'user=a\nDB_PASSWORD=(sensitive)'],
    ['in an address', 'url: https://a:x1@example.com/', 'url: https://…@example.com/'],
    [
      'that is a private key',
      'a: |\n  -----BEGIN PRIVATE KEY-----\n  x1\n  -----END PRIVATE KEY-----',
      'a: |\n  -----BEGIN PRIVATE KEY-----\n(sensitive)\n  -----END PRIVATE KEY-----',
    ],
  ])('has no secret %s', (_, text, expected) => {
    expect(maskedLines(text)).toEqual(expected.split('\n'));
  });

  it('leaves numbers and switches, which are not secrets', () => {
    expect(masked('password: null', 'automountToken: true', 'tokens: 3')).toEqual([
      'password: null',
      'automountToken: true',
      'tokens: 3',
    ]);
  });
});
