import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '@lke-platform/stand-ins/lab/cache-folder';

/** Version of cyclonus, whose matcher judges; `.ci/tools/cyclonus.sh` builds it once. */
export const JUDGE_VERSION = '0.5.6';

const JUDGE = join(cacheFolder(), `cyclonus-${JUDGE_VERSION}/judge`);

/** `describe` for what the judge says; without it such tests are reported as skipped. */
export const onJudge = existsSync(JUDGE) ? describe : describe.skip;

/** A pod, or an address where there is no namespace. */
export interface Peer {
  readonly ip: string;
  readonly namespace?: string;
  readonly namespaceLabels?: Readonly<Record<string, string>>;
  readonly podLabels?: Readonly<Record<string, string>>;
}

export interface Flow {
  readonly from: Peer;
  readonly to: Peer;
  readonly port: number;
  /** Name of the port in the pod, by which a policy may name it. @default - none */
  readonly portName?: string;
  readonly protocol: 'TCP' | 'UDP';
}

/** Whether each of the flows is allowed by network policies, as the Kubernetes API has them. */
export const judge = (policies: readonly object[], flows: readonly Flow[]): boolean[] =>
  JSON.parse(execFileSync(JUDGE, { input: JSON.stringify({ policies, flows }), encoding: 'utf8' })) as boolean[];
