import type { HandoffContract } from '../../model/handoff/contract';

/** What stands in a table: words, or a name as a program has it. */
export type Cell = string | { readonly code: string };

/** A part of a contract as people read it, whatever shows it. */
export type ContractSection =
  | { readonly kind: 'values'; readonly title: string; readonly rows: readonly Row[] }
  | { readonly kind: 'steps'; readonly title: string; readonly steps: readonly string[] }
  | {
      readonly kind: 'table';
      readonly title: string;
      readonly columns: readonly string[];
      readonly rows: readonly (readonly Cell[])[];
    };

type Row = readonly [name: string, value: string];

/** A contract for people, whole. */
export function contractSections(contract: HandoffContract): ContractSection[] {
  const { access, placement, network, quota, container, workload_bounds } = contract;
  return [
    listed('Where it is', [
      ['namespace', contract.namespace],
      ['ingress base domain', contract.ingress_base_domain],
      ['domains', joined(contract.domains)],
      ['certificates', joined(contract.tls_secrets)],
      ['dashboards', joined(contract.observability_links)],
      ['contacts', joined(contract.contacts)],
      ['Kubernetes', contract.versions.kubernetes],
    ]),
    { kind: 'steps', title: 'How to deploy', steps: contract.deployment_steps },
    listed('How much', [
      ...rowsOf('quota', quota),
      ...rowsOf('workload', workload_bounds),
      ...containerRows(container),
    ]),
    listed('Network', [
      ['internet', network.internet_egress ? 'reached' : 'closed'],
      ['reached from', joined(network.reached_from)],
      ['reaches', joined(network.reaches)],
      ['always', joined(network.always)],
    ]),
    listed('Placement', [
      ['runtimeClassName', placement.runtime_class_name],
      ['priorityClassName', placement.priority_class_name],
      ['nodeSelector', joined(Object.entries(placement.node_selector).map(([key, value]) => `${key}=${value}`))],
      ...placement.pools.map((pool): Row => [
        `pool ${pool.name}`,
        `${pool.instance_type}, ${pool.nodes} to ${pool.max_nodes}`,
      ]),
    ]),
    {
      kind: 'table',
      title: 'Secrets',
      columns: ['name', 'purpose', 'keys', 'rotated every'],
      rows: contract.secrets.map(({ name, purpose, keys, rotation_frequency_days: days }) => [
        ...[{ code: name }, purpose, joined(keys), `${days} days`],
      ]),
    },
    {
      kind: 'table',
      title: 'Access',
      columns: ['role', 'at most', 'approval', 'ticket'],
      rows: access.roles.map(({ role, max_duration, approval, requires_incident_ticket: ticket }) => [
        ...[role, max_duration, approval, ticket ? 'yes' : 'no'],
      ]),
    },
  ];
}

const listed = (title: string, rows: readonly Row[]): ContractSection => ({ kind: 'values', title, rows });

const joined = (list: readonly string[]) => list.join(', ') || 'none';

const rowsOf = (name: string, values: Readonly<Record<string, string | number>>): Row[] =>
  Object.entries(values).map(([key, value]) => [`${name} ${key.replaceAll('_', ' ')}`, String(value)]);

const containerRows = (container: HandoffContract['container']): Row[] =>
  Object.entries(container).map(([name, { cpu, memory }]) => [
    `container ${name.replaceAll('_', ' ')}`,
    `${cpu ?? 'no limit of'} CPU, ${memory ?? 'no limit of'} memory`,
  ]);
