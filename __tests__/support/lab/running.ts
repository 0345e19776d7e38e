import { KubernetesClient } from '@lke-platform/stand-ins/lab/client';
import { syncNodes } from '@lke-platform/stand-ins/lab/nodes';
import { labPoolsOf } from '@lke-platform/stand-ins/lab/pools';
import { exampleData, platformOf } from '../platforms';
import { LAB_VARIABLE, type RunningLab } from './variables';

/** The lab of this run. A test that needs nodes brings those of the example: {@link exampleNodes}. @throws where none runs */
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

/** Brings the nodes of the example's pools into the lab of this run; they may be there. */
export const exampleNodes = () => syncNodes(labClient(), labPoolsOf(platformOf(exampleData())));
