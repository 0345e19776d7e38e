import type { HandoffContract } from '../../../model/handoff/contract';
import type { Status } from '../../../model/lifecycle/status';
import type { ContractId } from '../../../operations/handoff/contracts';
import { table } from '../../conventions/table';

/** The parts of a contract that people ask for first. */
export function contractSummary({
  contract,
  version,
  hash,
  status,
}: Partial<ContractId> & { readonly contract: HandoffContract; readonly status?: Status }): string {
  const { quota, network, placement, workload_bounds: bounds, access, secrets } = contract;
  const none = (list: readonly string[]) => list.join(', ') || 'none';
  const rows = [
    ['contract', version === undefined ? 'as planned' : `version ${version}, ${String(hash).slice(0, 12)}`],
    ...(status === undefined ? [] : [['status', status]]),
    ['namespace', contract.namespace],
    ['ingress base domain', contract.ingress_base_domain],
    ['dashboards', none(contract.observability_links)],
    ['quota', `${quota.cpu} CPU, ${quota.memory}, ${quota.pods} pods, ${quota.load_balancers} load balancers`],
    ['pods of a workload', `${bounds.min_replicas} to ${bounds.max_replicas}`],
    ['line of a pod', `runtimeClassName: ${placement.runtime_class_name}`],
    ['internet', network.internet_egress ? 'reached' : 'closed'],
    ['reached from', none(network.reached_from)],
    ['reaches', none(network.reaches)],
    ['secrets', none(secrets.map(({ name }) => name))],
    ['roles', none(access.roles.map(({ role, max_duration }) => `${role} (${max_duration})`))],
    ['access', access.request_url ?? access.request_command],
    ['contacts', none(contract.contacts)],
  ];
  const steps = contract.deployment_steps.map((step, index) => `  ${index + 1}. ${step}`);
  return [table([{ title: contract.environment }, { title: `of ${contract.platform}` }], rows), '', ...steps].join(
    '\n',
  );
}
