import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Version of cyclonus, whose matcher judges; `.ci/tools/cyclonus.sh` builds it once. */
export const JUDGE_VERSION = '0.5.6';

const { XDG_CACHE_HOME, HOME } = process.env;
const JUDGE = join(XDG_CACHE_HOME || join(HOME || homedir(), '.cache'), `lke-platform/cyclonus-${JUDGE_VERSION}/judge`);

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
  readonly protocol: 'TCP' | 'UDP';
}

/** Whether each of the flows is allowed by network policies, as the Kubernetes API has them. */
export const judge = (policies: readonly object[], flows: readonly Flow[]): boolean[] =>
  JSON.parse(execFileSync(JUDGE, { input: JSON.stringify({ policies, flows }), encoding: 'utf8' })) as boolean[];
