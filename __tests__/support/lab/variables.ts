import type { Lab } from '@lke-platform/stand-ins/lab/lab';

/** Environment variable by which the test files find the lab that runs for all of them: a {@link RunningLab} in JSON. */
export const LAB_VARIABLE = 'LAB_TEST_RUNNING';

/** A lab that somebody else starts and stops. */
export type RunningLab = Pick<Lab, 'server' | 'ca' | 'adminToken' | 'lkeAdminToken' | 'kubeconfig' | 'folder'>;
