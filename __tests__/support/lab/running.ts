import type { Lab } from '@lke-platform/stand-ins/lab/lab';
import { KubernetesClient } from '@lke-platform/stand-ins/lab/client';

/** Environment variable by which the test files find the lab that runs for all of them. */
export const LAB_VARIABLE = 'LAB_TEST_RUNNING';

/** A lab that somebody else starts and stops. */
export type RunningLab = Pick<Lab, 'server' | 'ca' | 'adminToken' | 'lkeAdminToken' | 'kubeconfig' | 'folder'>;

/** The lab of this run, whose nodes are those of the example. @throws where none runs */
export function runningLab(): RunningLab {
  const running = process.env[LAB_VARIABLE];
  if (!running) throw new Error('the lab does not run');
  return JSON.parse(running) as RunningLab;
}

/** The API of the lab of this run. @param token of a user. @default - the one whom RBAC does not ask */
export function labClient(token?: string): KubernetesClient {
  const { server, ca, adminToken } = runningLab();
  return new KubernetesClient(server, ca, token ?? adminToken);
}

/** `describe` for what needs the lab; without it such tests are reported as skipped. */
export const onLab = process.env[LAB_VARIABLE] === undefined ? describe.skip : describe;
