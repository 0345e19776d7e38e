import type { PhrasingContent, RootContent } from 'mdast';
import type { HandoffContract } from '../../model/handoff/contract';
import type { ContractId } from './contracts';
import { code, heading, paragraph, printed, tableOf, text } from './markdown';

type Row = [string, string];

/** A contract for people, whole. */
export function contractMarkdown({
  contract,
  version,
  hash,
}: Partial<ContractId> & { readonly contract: HandoffContract }): string {
  const { environment, platform, access, placement, network, quota, container, workload_bounds } = contract;
  const about = version === undefined ? 'As planned, not published.' : `Version ${version}, ${String(hash)}.`;
  return printed(
    [
      heading(2, `${environment} of ${platform}`),
      paragraph(text(about)),
      listed('Where it is', [
        ['namespace', contract.namespace],
        ['ingress base domain', contract.ingress_base_domain],
        ['domains', joined(contract.domains)],
        ['certificates', joined(contract.tls_secrets)],
        ['dashboards', joined(contract.observability_links)],
        ['contacts', joined(contract.contacts)],
        ['Kubernetes', contract.versions.kubernetes],
      ]),
      heading(3, 'How to deploy'),
      stepsOf(contract),
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
      heading(3, 'Secrets'),
      tableOf(
        ['name', 'purpose', 'keys', 'rotated every'],
        contract.secrets.map(({ name, purpose, keys, rotation_frequency_days: days }) => [
          [code(name)],
          [text(purpose)],
          [text(joined(keys))],
          [text(`${days} days`)],
        ]),
      ),
      heading(3, 'Access'),
      tableOf(
        ['role', 'at most', 'approval', 'ticket'],
        access.roles.map(({ role, max_duration, approval, requires_incident_ticket: ticket }) => [
          [text(role)],
          [text(max_duration)],
          [text(approval)],
          [text(ticket ? 'yes' : 'no')],
        ]),
      ),
      paragraph(text('Ask for it: '), code(access.request_url ?? access.request_command)),
    ].flat(),
  );
}

const stepsOf = ({ deployment_steps: steps }: HandoffContract): RootContent => ({
  type: 'list',
  ordered: true,
  spread: false,
  children: steps.map((step) => ({ type: 'listItem', children: [{ type: 'paragraph', children: [text(step)] }] })),
});

const joined = (list: readonly string[]) => list.join(', ') || 'none';

const rowsOf = (name: string, values: Readonly<Record<string, string | number>>): Row[] =>
  Object.entries(values).map(([key, value]) => [`${name} ${key.replaceAll('_', ' ')}`, String(value)]);

const containerRows = (container: HandoffContract['container']): Row[] =>
  Object.entries(container).map(([name, { cpu, memory }]) => [
    `container ${name.replaceAll('_', ' ')}`,
    `${cpu ?? 'no limit of'} CPU, ${memory ?? 'no limit of'} memory`,
  ]);

const listed = (title: string, rows: readonly Row[]): RootContent[] => [
  heading(3, title),
  tableOf(
    ['what', 'value'],
    rows.map(([name, value]): PhrasingContent[][] => [[text(name)], [text(value)]]),
  ),
];
