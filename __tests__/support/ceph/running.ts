import type { Ceph } from './start';
import { ENDPOINT_VARIABLE, FOLDER_VARIABLE, TLS_ENDPOINT_VARIABLE } from './variables';

/** A Ceph that somebody else starts and stops. */
export type RunningCeph = Omit<Ceph, 'stop'>;

/** The Ceph of this run. @throws where none runs */
export function runningCeph(): RunningCeph {
  const {
    [ENDPOINT_VARIABLE]: endpoint,
    [TLS_ENDPOINT_VARIABLE]: tlsEndpoint,
    [FOLDER_VARIABLE]: folder,
  } = process.env;
  if (!endpoint || !tlsEndpoint || !folder) throw new Error('Ceph does not run');
  return { endpoint, tlsEndpoint, folder };
}

/** `describe` for what needs Ceph; without it such tests are reported as skipped. */
export const onCeph = process.env[ENDPOINT_VARIABLE] === undefined ? describe.skip : describe;
