import { type DomainRecord, getDomainRecords } from '@linode/api-v4';
import type { Difference } from '../../../../model/rules/drift/difference';
import { allPages } from '../../../linode/all-pages';
import type { Declared } from '../declared';
import type { Unread } from '../unread';
import { undeclared } from './undeclared';

const TYPE = 'linode_domain_record';

/** What external-dns writes into a record beside each that it makes (its registry `txt`). */
const OF_EXTERNAL_DNS = 'heritage=external-dns';

/** Records in the zones of the platform that nobody declared, but for those that external-dns says are its own. */
export async function undeclaredRecords(declared: Declared, unread: Unread): Promise<readonly Difference[]> {
  const zones = declared.ofType('linode_domain').map(({ attributes }) => attributes);
  const read = zones.map(({ id, domain }) =>
    unread.orNothing('cluster', `the records of ${String(domain)}`, async () => {
      const data = await allPages((params) => getDomainRecords(Number(id), params));
      const own = new Set(declared.ofType(TYPE).map(({ attributes }) => String(attributes.id)));
      const others = withoutExternalDns(data).filter((record) => !own.has(String(record.id)));
      const served = servedByExternalDns(data);
      return others.map((record) =>
        differenceOf(Number(id), String(domain), record, served.has(record.name) ? 'external-dns' : undefined),
      );
    }),
  );
  return (await Promise.all(read)).flat();
}

const isMark = ({ type, target }: DomainRecord) => type === 'TXT' && target.includes(OF_EXTERNAL_DNS);

const marksOf = (records: readonly DomainRecord[]) =>
  new Set(records.filter(isMark).flatMap(({ name }) => markedBy(name)));

/** It names its own by a TXT record of the same name with the type before it (`a-www`), or, before 0.12, without. */
function withoutExternalDns(records: readonly DomainRecord[]): DomainRecord[] {
  const marked = marksOf(records);
  return records.filter((record) => !isMark(record) && !marked.has(keyOf(record.type, record.name)));
}

/** Names at which clients find something by records of its own. */
function servedByExternalDns(records: readonly DomainRecord[]): ReadonlySet<string> {
  const marked = marksOf(records);
  const own = records.filter(({ type, name }) => USUAL_TYPES.includes(type) && marked.has(keyOf(type, name)));
  return new Set(own.map(({ name }) => name));
}

/** Types that it makes where nothing else is said; a mark without a type is of these alone. */
const USUAL_TYPES = ['A', 'AAAA', 'CNAME'];

/** What a mark of this name is of. A name may begin as a type does: such a mark can be read in both ways. */
function markedBy(mark: string): string[] {
  const [, type, name] = /^(a|aaaa|cname|ns|mx|srv|txt|ptr|naptr)-(.*)$/.exec(mark) ?? [];
  const typed = type === undefined || name === undefined ? [] : [keyOf(type, name)];
  return [...typed, ...USUAL_TYPES.map((it) => keyOf(it, mark))];
}

const keyOf = (type: string, name: string) => `${type.toUpperCase()} ${name}`;

const differenceOf = (
  zone: number,
  domain: string,
  { id, type, name, target, ttl_sec: ttl, priority, tag }: DomainRecord,
  beside: string | undefined,
): Difference => {
  const ofType = { ...(type === 'MX' && { priority }), ...(type === 'CAA' && { tag }), ...(beside && { beside }) };
  return undeclared('cluster', {
    type: TYPE,
    id: `${zone},${id}`,
    after: { domain, type, name, target, ttl_sec: ttl, ...ofType },
  });
};
