import { z } from 'zod';
import type { EnvironmentName } from '../../model/entities/environment';
import type { StackId } from '../../model/naming';
import { differencePath } from '../../model/rules/drift/difference';
import { type DriftPolicy, judge } from '../../model/rules/drift/judge';
import type { Deployment } from '../deploy/deployment';
import { checkStack } from '../drift/check-stack';
import { type Check, type Judgement, judged, passed } from '../verify/check';
import { argoCd } from '../verify/checks/argo-cd';
import { metrics } from '../verify/checks/metrics';
import { nodes } from '../verify/checks/nodes';
import { secretFreshness } from '../verify/checks/secrets';

const version = z.object({ gitVersion: z.string() });

/** The Kubernetes API answers, and says of itself that it is ready. */
const cluster: Check = {
  name: 'cluster',
  run: async ({ client }) => {
    const { status, text } = await client.askText('/readyz?verbose');
    if (status >= SERVER_ERROR) return judgeReadiness(status, text);
    const { gitVersion } = version.parse(await client.send('GET', '/version'));
    return passed(`the Kubernetes API is ready, as ${gitVersion}`);
  },
};

const SERVER_ERROR = 500;

/** @param answer of the API server: a line for each of its parts, `[-]` before what is not ready */
function judgeReadiness(status: number, answer: string): Judgement {
  const parts = [...answer.matchAll(/^\[-\](\S+)/gm)].map(([, part]) => part);
  const which = parts.length > 0 ? `: ${parts.join(', ')}` : ` (status ${status})`;
  return judged([`the Kubernetes API is not ready${which}`], '');
}

/** What an environment has to show after a rollback. */
export const ROLLBACK_CHECKS: readonly Check[] = [cluster, nodes, metrics, secretFreshness, argoCd];

/** The environments that a rollback of a stack touches: its own, or what stands on it first. */
export function environmentsOf(stack: StackId, all: readonly EnvironmentName[]): readonly EnvironmentName[] {
  if (stack !== 'state' && stack !== 'cluster') return all.filter((name) => name === stack);
  return all.filter((name) => name === 'system' || name === 'production');
}

/**
 * Whether a stack is what was applied last of it.
 *
 * @param day today, `2026-11-28`
 * @throws {Error} when that cannot be known
 */
export async function judgeDrift(
  deployment: Deployment,
  stack: StackId,
  policy: DriftPolicy,
  day: string,
): Promise<Judgement> {
  const { status, limits, differences } = await checkStack(deployment, deployment.stack(stack));
  if (status === 'not-checked' || status === 'partly') throw new Error(limits.join('; '));
  const findings = judge(differences, policy, day).filter(({ severity }) => severity !== 'none');
  return judged(
    findings.map(({ severity, address, path }) => `${severity}: ${address} ${differencePath(path)}`.trimEnd()),
    'it is what was applied last',
  );
}
