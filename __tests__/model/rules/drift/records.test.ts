import { judge, NO_POLICY } from '../../../../model/rules/drift/judge';
import { difference } from '../../../support/drift';

const added = (type: string, name: string, target = 'elsewhere.example', about: object = {}) =>
  difference({
    address: 'linode_domain_record/4711,12',
    kind: 'linode_domain_record',
    path: [],
    action: 'added',
    before: undefined,
    after: { domain: 'acme.example', type, name, target, ttl_sec: 0, ...about },
    origin: 'linode',
  });

describe('a DNS record that nobody declared', () => {
  it.each([
    ['takes over mail', added('MX', ''), 'major', 'added-mail'],
    ['hands a name to other servers', added('NS', 'shop'), 'major', 'added-delegation'],
    ['hands proofs of a name to another one', added('NS', '_acme-challenge'), 'major', 'added-delegation'],
    [
      'hands proofs to another one by an alias',
      added('CNAME', '_acme-challenge.shop'),
      'major',
      'added-proof-elsewhere',
    ],
    ['is a proof, as cert-manager makes them', added('TXT', '_acme-challenge.shop', 'x'), 'minor', 'added-proof'],
    ['says who may issue certificates', added('CAA', '', 'letsencrypt.org'), 'major', 'added-authority'],
    [
      'says who may send mail (SPF)',
      added('TXT', '', '"v=spf1 include:evil.example ~all"'),
      'major',
      'added-mail-policy',
    ],
    ['says who may send mail (DMARC)', added('TXT', '_dmarc', 'v=DMARC1; p=none'), 'major', 'added-mail-policy'],
    ['says who may send mail (DKIM)', added('CNAME', 's1._domainkey'), 'major', 'added-mail-policy'],
    ['answers at all other names', added('A', '*', '192.0.2.66'), 'major', 'added-wildcard'],
    ['answers at all names below one', added('CNAME', '*.dev'), 'major', 'added-wildcard'],
    [
      'is beside what is served',
      added('AAAA', 'www', '2001:db8::6', { beside: 'external-dns' }),
      'major',
      'added-record-beside',
    ],
    ['is a new name', added('A', 'status', '192.0.2.66'), 'minor', 'added-record'],
    ['says something to a service', added('TXT', '', 'google-site-verification=abc'), 'minor', 'added-record'],
  ])('that %s', (_, record, severity, rule) => {
    expect(judge([record], NO_POLICY, '2026-11-29')).toMatchObject([{ severity, rule }]);
  });

  it('is accepted as a whole, with this content alone, and never where it takes requests from the platform', () => {
    const mail = added('MX', '', 'mx.acme.example', { priority: 10 });
    const { address, after } = mail;
    const entry = { address, attribute: '*', until: '2026-12-24', reason: 'our mail is served elsewhere' };
    const value = Object.fromEntries(Object.entries(after as object).reverse());
    const judged = (record: typeof mail, accepted: unknown) =>
      judge([record], { rules: [], accept: [{ ...entry, value: accepted }] }, '2026-11-29')[0]?.severity;

    expect(judged(mail, value)).toBe('none');
    expect(judged(mail, { ...value, target: 'mx.evil.example' })).toBe('major');
    expect(judged(mail, 'mx.acme.example')).toBe('major');
    const beside = added('A', 'www', '192.0.2.66', { beside: 'external-dns' });
    expect(judged(beside, beside.after)).toBe('major');
  });
});
