import { elements, textAt } from '../../engine/paths';
import type { ResourceType } from '../../engine/resource-type';
import type { Fields } from '../../protocol/values';
import { filled, flag, number, text, texts } from '../../values';
import { between, length } from './checks';
import { keepCase, time } from './fields';
import { ruleFields, type ApiRules } from './firewall-rules';
import type { LinodeSession } from './session';

interface ApiBalancer {
  id: number;
  label: string;
  region: string;
  hostname: string;
  ipv4: string;
  ipv6: string;
  client_conn_throttle: number;
  client_udp_sess_throttle: number;
  transfer: { in: number; out: number; total: number };
  tags: string[];
  created: string;
  updated: string;
}

interface ApiFirewall {
  id: number;
  label: string;
  status: string;
  tags: string[];
  rules: ApiRules;
  created: string;
  updated: string;
}

export const nodeBalancer: ResourceType<LinodeSession> = {
  plugin: 'framework',
  replacedBy: ['region', 'firewall_id', 'vpcs'],
  defaults: { region: 'us-east', client_conn_throttle: 0, client_udp_sess_throttle: 0, tags: [] },
  keeps: ['id', 'hostname', 'ipv4', 'ipv6', 'created', 'transfer', 'firewalls', 'vpcs.ipv4_range'],

  validate: (config) => [
    ...length(config.label, 'label', 3, 32),
    ...between(config.client_conn_throttle, 'client_conn_throttle', 0, 20),
    ...between(config.client_udp_sess_throttle, 'client_udp_sess_throttle', 0, 20),
  ],

  modifyPlan: ({ planned, prior }) => ({ ...planned, tags: keepCase(planned.tags, prior?.tags) }),

  async create(planned, session, config) {
    const vpcs = elements(config.vpcs).map((it) => ({
      subnet_id: it.subnet_id,
      ipv4_range: text(it.ipv4_range),
      ipv4_range_auto_assign: flag(it.ipv4_range_auto_assign),
    }));
    const body = {
      ...changesOf(planned),
      label: text(planned.label),
      region: planned.region,
      firewall_id: number(planned.firewall_id),
      vpcs: vpcs.length > 0 ? vpcs : undefined,
    };
    const doing = 'Error creating a Linode NodeBalancer';
    const { id } = await session.post<ApiBalancer>('/nodebalancers', body, doing);
    const read = await readBalancer({ ...planned, id: String(id) }, session);
    return { ...filled({ ...planned, id: String(id) }, read ?? planned), vpcs: read?.vpcs ?? null };
  },

  read: readBalancer,

  async update(planned, prior, session) {
    const id = textAt(prior, 'id');
    const body = { ...changesOf(planned), label: text(planned.label) };
    await session.put(`/nodebalancers/${id}`, body, `Failed to Update NodeBalancer ${id}`);
    return filled(planned, (await readBalancer(prior, session)) ?? planned);
  },

  async destroy(state, session) {
    await session.remove(`/nodebalancers/${textAt(state, 'id')}`, 'Failed to Delete NodeBalancer');
  },
};

function changesOf(planned: Fields): object {
  return {
    client_conn_throttle: planned.client_conn_throttle,
    client_udp_sess_throttle: planned.client_udp_sess_throttle,
    tags: texts(planned.tags),
  };
}

/** A label that the API made up is in the state from the first refresh on, so that leaving it out never rests. */
async function readBalancer(state: Fields, session: LinodeSession): Promise<Fields | null> {
  const path = `/nodebalancers/${textAt(state, 'id')}`;
  const found = await session.find<ApiBalancer>(path, 'Failed to Get NodeBalancer');
  if (!found) return null;
  const firewalls = await session.list<ApiFirewall>(`${path}/firewalls`, 'Failed to list NodeBalancer Firewalls');
  const vpcs = await session.list<{ subnet_id: number; ipv4_range: string }>(`${path}/vpcs`, 'Failed to list VPCs');
  const { created, updated, transfer, ...rest } = found;
  return {
    ...state,
    ...rest,
    id: String(found.id),
    transfer: [transfer],
    created: time(created),
    updated: time(updated),
    firewalls: firewalls.map(firewallFields),
    vpcs: vpcs.length > 0 ? vpcs.map(({ subnet_id, ipv4_range }) => ({ subnet_id, ipv4_range })) : null,
  };
}

function firewallFields({ rules, created, updated, ...rest }: ApiFirewall): Fields {
  return {
    ...rest,
    inbound: rules.inbound.map(ruleFields),
    inbound_policy: rules.inbound_policy,
    outbound: rules.outbound.map(ruleFields),
    outbound_policy: rules.outbound_policy,
    created: time(created),
    updated: time(updated),
  };
}
