import { textAt } from '../../engine/paths';
import type { ResourceType } from '../../engine/resource-type';
import { same, type Fields } from '../../protocol/values';
import { filled, numbers, texts } from '../../values';
import { each, length, networks, oneOf } from './checks';
import { afterCreation, keepCase, time } from './fields';
import { ruleSetBody, ruleSetFields, type ApiRules } from './firewall-rules';
import type { LinodeSession } from './session';

interface ApiFirewall {
  id: number;
  label: string;
  status: string;
  tags: string[];
  rules: ApiRules;
  created: string;
  updated: string;
}

interface ApiDevice {
  id: number;
  entity: { id: number; type: string; label: string; url: string };
}

/** Attributes that hold ids of what the firewall is attached to, with the type of each. */
const DEVICES = { linodes: 'linode', nodebalancers: 'nodebalancer', interfaces: 'interface' };
const POLICIES = ['ACCEPT', 'DROP'];

export const firewall: ResourceType<LinodeSession> = {
  plugin: 'framework',
  defaults: { tags: [], disabled: false, 'inbound.description': '', 'outbound.description': '' },
  keeps: ['id', ...Object.keys(DEVICES), 'devices', 'status', 'created'],

  validate: (config) => [
    ...length(config.label, 'label', 3, 32),
    ...oneOf(config.inbound_policy, 'inbound_policy', POLICIES),
    ...oneOf(config.outbound_policy, 'outbound_policy', POLICIES),
    ...['inbound', 'outbound'].flatMap((direction) => each(config, direction, checkRule)),
  ],

  modifyPlan: ({ planned, prior }) => ({ ...planned, tags: keepCase(planned.tags, prior?.tags) }),

  async create(planned, session) {
    const body = {
      label: planned.label,
      tags: texts(planned.tags),
      rules: ruleSetBody(planned),
      devices: Object.fromEntries(Object.keys(DEVICES).map((it) => [it, numbers(planned[it])])),
    };
    const { id } = await session.post<ApiFirewall>('/networking/firewalls', body, 'Failed to Create Firewall');
    const created = { ...planned, id: String(id) };
    return afterCreation(created, async () => {
      if (planned.disabled === true) await setStatus(created, session);
      return filled(created, (await readFirewall(created, session)) ?? created);
    });
  },

  read: readFirewall,

  async update(planned, prior, session) {
    const path = `/networking/firewalls/${textAt(prior, 'id')}`;
    const status = planned.disabled === true ? 'disabled' : 'enabled';
    const doing = `Failed to Update Firewall ${textAt(prior, 'id')}`;
    await session.put(path, { label: planned.label, tags: texts(planned.tags), status }, doing);
    await session.put(`${path}/rules`, ruleSetBody(planned), doing);
    await updateDevices(planned, prior, session);
    return filled(planned, (await readFirewall(planned, session)) ?? planned);
  },

  async destroy(state, session) {
    const id = textAt(state, 'id');
    await session.remove(`/networking/firewalls/${id}`, `Failed to Delete Firewall ${id}`);
  },
};

function checkRule(rule: Fields, name: string): string[] {
  return [
    ...length(rule.label, `${name}.label`, 3, 32),
    ...oneOf(rule.action, `${name}.action`, POLICIES),
    ...oneOf(rule.protocol, `${name}.protocol`, ['TCP', 'UDP', 'ICMP', 'IPENCAP']),
    ...length(rule.ports, `${name}.ports`, 1, Infinity),
    ...networks(rule.ipv4, `${name}.ipv4`, 'ipv4'),
    ...networks(rule.ipv6, `${name}.ipv6`, 'ipv6'),
  ];
}

async function readFirewall(state: Fields, session: LinodeSession): Promise<Fields | null> {
  const id = textAt(state, 'id');
  const path = `/networking/firewalls/${id}`;
  const found = await session.find<ApiFirewall>(path, `Failed to Get Firewall ${id}`);
  if (!found) return null;
  const rules = await session.get<ApiRules>(`${path}/rules`, `Failed to Get Rules for Firewall ${id}`);
  const devices = await devicesOf(state, session);
  const attached = Object.entries(DEVICES).map(([name, type]) => [
    name,
    devices.filter((it) => it.entity.type === type).map((it) => it.entity.id),
  ]);
  return {
    ...state,
    ...ruleSetFields(rules),
    ...(Object.fromEntries(attached) as Fields),
    id,
    label: found.label,
    tags: found.tags,
    disabled: found.status === 'disabled',
    status: found.status,
    created: time(found.created),
    updated: time(found.updated),
    devices: devices.map(({ id: device, entity: { id: entity_id, ...entity } }) => ({
      id: device,
      entity_id,
      ...entity,
    })),
  };
}

async function updateDevices(planned: Fields, prior: Fields, session: LinodeSession): Promise<void> {
  const names = Object.entries(DEVICES);
  if (names.every(([name]) => same(planned[name], prior[name]))) return;
  const wanted = names.flatMap(([name, type]) => numbers(planned[name]).map((id) => ({ id, type })));
  const current = await devicesOf(prior, session);
  const path = `/networking/firewalls/${textAt(prior, 'id')}/devices`;
  const is = (device: ApiDevice, it: { id: number; type: string }) =>
    device.entity.id === it.id && device.entity.type === it.type;
  for (const it of wanted.filter((device) => !current.some((found) => is(found, device)))) {
    await session.post(path, it, 'Failed to Update Devices');
  }
  for (const device of current.filter((it) => !wanted.some((found) => is(it, found)))) {
    await session.remove(`${path}/${device.id}`, 'Failed to Update Devices');
  }
}

function devicesOf(state: Fields, session: LinodeSession): Promise<ApiDevice[]> {
  const id = textAt(state, 'id');
  return session.list<ApiDevice>(`/networking/firewalls/${id}/devices`, `Failed to Get Devices for Firewall ${id}`);
}

async function setStatus(state: Fields, session: LinodeSession): Promise<void> {
  const path = `/networking/firewalls/${textAt(state, 'id')}`;
  await session.put(path, { status: 'disabled' }, 'Failed to Disable Firewall');
}
