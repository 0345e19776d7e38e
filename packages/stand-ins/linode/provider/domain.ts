import { textAt } from '../../engine/paths';
import type { ResourceType } from '../../engine/resource-type';
import { same, type Fields, type Value } from '../../protocol/values';
import { filledText, number, text, texts } from '../../values';
import { length, oneOf } from './checks';
import { afterCreation, keepCase } from './fields';
import type { LinodeSession } from './session';

interface ApiDomain {
  id: number;
  axfr_ips: string[];
  [name: string]: Value;
}

const INTERVALS = ['ttl_sec', 'retry_sec', 'expire_sec', 'refresh_sec'];
const LISTS = ['master_ips', 'axfr_ips', 'tags'];

export const domain: ResourceType<LinodeSession> = {
  plugin: 'sdk',
  replacedBy: ['type'],
  defaults: { tags: [] },

  validate: (config) => [
    ...oneOf(config.type, 'type', ['master', 'slave']),
    ...length(config.group, 'group', 0, 50),
    ...length(config.description, 'description', 0, 253),
  ],

  modifyPlan: ({ planned, prior }) => ({
    ...planned,
    ...rounded(planned, prior, INTERVALS),
    tags: keepCase(planned.tags, prior?.tags),
  }),

  /** The status is not sent: a new domain is active. */
  async create(planned, session) {
    const found = await session.post<ApiDomain>('/domains', bodyOf(planned), 'Error creating a Linode Domain');
    const created = { ...planned, id: String(found.id) };
    return afterCreation(created, () => readDomain(created, session));
  },

  read: readDomain,

  async update(planned, prior, session) {
    const id = textAt(prior, 'id');
    const changed = LISTS.filter((it) => !same(planned[it], prior[it]));
    const lists = Object.fromEntries(changed.map((it) => [it, texts(planned[it])]));
    const body = { ...bodyOf(planned), ...emptyLists(), ...lists, status: text(planned.status) };
    await session.put(`/domains/${id}`, body, `Error updating Linode Domain ${id}`);
    return (await readDomain(planned, session)) ?? planned;
  },

  async destroy(state, session) {
    const id = textAt(state, 'id');
    await session.remove(`/domains/${id}`, `Error deleting Linode Domain ${id}`);
  },
};

/** Intervals that the API rounds to the one it has already are not a change. */
export function rounded(planned: Fields, prior: Fields | null, names: readonly string[]): Fields {
  const ranges = [30, 120, 300, 3600, 7200, 14400, 28800, 57600, 86400, 172800, 345600, 604800, 1209600, 2419200];
  const round = (it: number) => (it === 0 ? 0 : (ranges.find((range) => it <= range) ?? 2419200));
  const same = names.filter((it) => prior && round(number(planned[it]) ?? 0) === number(prior[it]));
  return Object.fromEntries(same.map((it) => [it, prior?.[it] ?? null]));
}

async function readDomain(state: Fields, session: LinodeSession): Promise<Fields | null> {
  const path = `/domains/${textAt(state, 'id')}`;
  const found = await session.find<ApiDomain>(path, 'Error finding the specified Linode Domain');
  if (!found) return null;
  const { axfr_ips: transfers, ...rest } = found;
  return { ...state, ...rest, id: String(found.id), ...(transfers.length > 0 ? { axfr_ips: transfers } : {}) };
}

/** Empty text and zero are not sent, so that neither clears what is there. */
function bodyOf(planned: Fields): object {
  const texted = ['domain', 'type', 'group', 'description', 'soa_email'];
  const named = [
    ...texted.map((it) => [it, filledText(planned[it])]),
    ...INTERVALS.map((it) => [it, number(planned[it]) === 0 ? undefined : number(planned[it])]),
    ...LISTS.map((it) => [it, texts(planned[it])]),
  ];
  return Object.fromEntries(named) as object;
}

function emptyLists(): object {
  return Object.fromEntries(LISTS.map((it) => [it, undefined]));
}
