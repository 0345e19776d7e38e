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
      return others.map((record) => differenceOf(Number(id), String(domain), record));
    }),
  );
  return (await Promise.all(read)).flat();
}

/** It names its own by a TXT record of the same name, or of that with the type before it (`a-www`). */
function withoutExternalDns(records: readonly DomainRecord[]): DomainRecord[] {
  const marks = records.filter(({ type, target }) => type === 'TXT' && target.includes(OF_EXTERNAL_DNS));
  const marked = new Set(marks.flatMap(({ name }) => [name, name.replace(/^(a|aaaa|cname|ns|mx|srv|txt)-/, '')]));
  return records.filter((record) => !marked.has(record.name));
}

const differenceOf = (
  zone: number,
  domain: string,
  { id, type, name, target, ttl_sec: ttl }: DomainRecord,
): Difference =>
  undeclared('cluster', {
    type: TYPE,
    id: `${zone},${id}`,
    after: { domain, type, name, target, ttl_sec: ttl },
  });
