import type { Difference } from './difference';
import type { DriftRule } from './drift-rule';

/** What is read of a DNS record that nobody declared. */
interface AddedRecord {
  readonly type: string;
  /** Within its zone; empty for the zone itself. */
  readonly name: string;
  readonly target: string;
  /** What serves the same name for the platform; undefined where nothing does. */
  readonly beside?: string;
}

/** Types by which clients find where to connect. */
const LEADING: readonly string[] = ['A', 'AAAA', 'CNAME'];

/** Where an authority looks for a proof that somebody holds a name. */
const PROOF = /^_acme-challenge(\.|$)/;

/** Who may send mail: SPF at a name, and the names of DMARC and DKIM. */
const MAIL_POLICY = /^"?v=(spf1|dmarc1|dkim1)\b/i;
const MAIL_NAME = /(^|\.)(_dmarc|_domainkey)(\.|$)/i;

const isAdded = (which: (record: AddedRecord) => boolean) => (difference: Difference) =>
  difference.action === 'added' && which(difference.after as AddedRecord);

const added = (
  id: string,
  which: (record: AddedRecord) => boolean,
  about: Pick<DriftRule, 'severity' | 'because' | 'source' | 'loses'>,
): DriftRule => ({ id, kinds: ['linode_domain_record'], paths: [''], when: isAdded(which), ...about });

/** What a record that nobody declared in a zone of the platform means, by what it takes over. */
export const RECORD_RULES: readonly DriftRule[] = [
  added('added-record-beside', ({ type, beside }) => LEADING.includes(type) && beside !== undefined, {
    severity: 'major',
    because: 'nobody declared it, and it answers at a name that the platform serves: requests go elsewhere',
    source: 'https://www.rfc-editor.org/rfc/rfc1034#section-3.6',
    loses: true,
  }),
  added('added-delegation', ({ type }) => type === 'NS', {
    severity: 'major',
    because: 'nobody declared it, and other servers answer for this name and for all below it',
    source: 'https://www.rfc-editor.org/rfc/rfc1034#section-4.2',
  }),
  added('added-mail', ({ type }) => type === 'MX', {
    severity: 'major',
    because: 'nobody declared it, and mail for this name goes to the server that it names',
    source: 'https://www.rfc-editor.org/rfc/rfc5321#section-5',
  }),
  added(
    'added-mail-policy',
    ({ type, name, target }) => (type === 'TXT' && MAIL_POLICY.test(target)) || MAIL_NAME.test(name),
    {
      severity: 'major',
      because: 'nobody declared it, and it says who may send mail in this name',
      source: 'https://www.rfc-editor.org/rfc/rfc7208#section-3, rfc6376, rfc7489',
    },
  ),
  added('added-authority', ({ type }) => type === 'CAA', {
    severity: 'major',
    because:
      'nobody declared it, and it says who may issue certificates for this name: others may, or yours may no longer',
    source: 'https://www.rfc-editor.org/rfc/rfc8659#section-3',
  }),
  added('added-proof-elsewhere', ({ type, name }) => type === 'CNAME' && PROOF.test(name), {
    severity: 'major',
    because: 'nobody declared it, and whoever holds the name it leads to gets certificates for this one at any time',
    source: 'https://www.rfc-editor.org/rfc/rfc8555#section-8.4',
  }),
  added('added-wildcard', ({ type, name }) => LEADING.includes(type) && /^\*(\.|$)/.test(name), {
    severity: 'major',
    because: 'nobody declared it, and it answers at every name that nothing else answers at',
    source: 'https://www.rfc-editor.org/rfc/rfc4592',
  }),
  added('added-proof', ({ type, name }) => type === 'TXT' && PROOF.test(name), {
    severity: 'minor',
    because:
      'cert-manager makes such a record and removes it once it has the certificate; one that stays is not its own',
    source: 'https://cert-manager.io/docs/configuration/acme/dns01/',
  }),
  added('added-record', () => true, {
    severity: 'minor',
    because: 'nobody declared it, and external-dns does not name it for its own; it takes over nothing that is there',
    source: 'docs/guides/drift.md',
  }),
];
