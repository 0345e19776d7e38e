import type { Environment } from '../../model/derive/environment';
import type { EnvironmentName } from '../../model/entities/environment';
import type { LifecyclePolicy } from '../../model/lifecycle/admission/policy';
import type { Status } from '../../model/lifecycle/status';
import type { KubernetesClient } from '../kubernetes/client';
import type { Ledger } from '../ledger/ledger';
import { type Destroyed, destroyedSince } from './destroyed';
import { approvalsInForce } from './approvals-in-force';
import { gateInForce } from './gate-in-force';
import { lastChange, type RecordedChange, standingAfter } from './history';
import { labelOf } from './label';

/** The status of one environment. */
export interface EnvironmentStatus {
  readonly environment: EnvironmentName;
  /** As the ledger has it. */
  readonly status: Status;
  /** What brought it there; undefined where nothing did. */
  readonly change: RecordedChange | undefined;
  /** Its destruction since then, which ends the record. @default - it was not destroyed */
  readonly destroyed: Destroyed | undefined;
  /** What the namespace says: null without a label; undefined where there is no namespace, or nobody looked. */
  readonly label: string | null | undefined;
  /** Whether the label says something else than the ledger. */
  readonly differs: boolean;
}

export interface StatusReport {
  readonly environments: readonly EnvironmentStatus[];
  /** What is wrong with the gate, in words; undefined where nobody looked. */
  readonly gate: readonly string[] | undefined;
  /** What is wrong with what holds approvals, in words; undefined where nobody looked. */
  readonly approvals: readonly string[] | undefined;
}

/** What the API server has to hold for a platform. */
export interface HeldPolicies {
  /** Of workloads and the status of environments, by name. */
  readonly policies: Readonly<Record<string, LifecyclePolicy>>;
  /** Names of those that hold approvals. @default - none: nothing waits for any */
  readonly approvals?: readonly string[];
}

/** Reads the status of environments, and compares it with the cluster. @param client @default - there is no cluster yet */
export async function readStatus(
  environments: readonly Pick<Environment, 'name'>[],
  ledger: Ledger,
  client: KubernetesClient | undefined,
  { policies, approvals = [] }: HeldPolicies,
): Promise<StatusReport> {
  const statuses = await Promise.all(environments.map(({ name }) => statusOf(name, ledger, client)));
  return {
    environments: statuses,
    gate: client && (await gateInForce(client, policies)),
    approvals: client && (await approvalsInForce(client, approvals)),
  };
}

async function statusOf(
  environment: EnvironmentName,
  ledger: Ledger,
  client: KubernetesClient | undefined,
): Promise<EnvironmentStatus> {
  const change = await lastChange(ledger, environment);
  const { status, since } = standingAfter(change);
  const destroyed = await destroyedSince(ledger, environment, since);
  const label = client && (await labelOf(client, environment));
  // Without a label the gate is closed, as it is while an environment is being made.
  const isAsGood = label === null && change === undefined;
  return {
    environment,
    status,
    change,
    destroyed,
    label,
    differs: label !== undefined && label !== status && !isAsGood,
  };
}
