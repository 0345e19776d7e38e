import type { Environment } from '../../model/derive/environment';
import type { EnvironmentVariables } from '../../model/environment-variables';
import type { CheckResult } from '../../model/lifecycle/verification';
import type { Platform } from '../../model/platform';
import type { Standing } from '../applied-configuration/standing';
import type { StateJson } from '../engine/state-json';
import type { AuditLog } from '../audit/place';
import type { KubernetesClient } from '../kubernetes/client';
import type { AppliedStack } from './applied-stack';

/** An environment that is looked at, and what it takes to look. */
export interface VerifySite {
  readonly platform: Platform;
  readonly environment: Environment;
  readonly client: KubernetesClient;
  /** What was applied last of its stack, and how that stands to its state. */
  readonly applied: AppliedStack;
  readonly standing: Standing;
  /** States of its stack and of the stack `cluster`, secrets included. */
  readonly states: { readonly environment: StateJson | undefined; readonly cluster: StateJson | undefined };
  readonly variables: EnvironmentVariables;
  readonly log: AuditLog;
  readonly now: Date;
  /** Address of a name server that is asked beside the Linode API. @default - none */
  readonly resolver?: string | undefined;
  /** How long the controller of Sealed Secrets may take, in milliseconds. @default 60000 */
  readonly timeoutMs?: number | undefined;
}

/** What a check says of what was read. */
export interface Judgement {
  readonly result: CheckResult;
  /** What was seen, in words. Never a secret. */
  readonly detail: string;
}

/** One thing that an environment has to show. */
export interface Check {
  /** Stable, for programs. */
  readonly name: string;
  /**
   * Looks, and judges what it saw.
   *
   * @throws {Error} when it could not look, which is neither a pass nor a failure
   */
  run(site: VerifySite): Promise<Judgement>;
}

export const passed = (detail: string): Judgement => ({ result: 'passed', detail });
export const notApplicable = (detail: string): Judgement => ({ result: 'not-applicable', detail });

/** Failed with these reasons, or passed without any. */
export const judged = (failures: readonly string[], detail: string): Judgement =>
  failures.length > 0 ? { result: 'failed', detail: failures.join('; ') } : passed(detail);
