import { isLabBuilt, startLab, type Lab } from '@lke-platform/stand-ins/lab/lab';
import { BUILD_THE_LAB } from '@lke-platform/stand-ins/lab/programs';
import { LAB_VARIABLE, type RunningLab } from './variables';

let lab: Lab | undefined;

/** Starts the lab before the first test file, without nodes, or says that nothing of this is tested. */
export async function setup(): Promise<void> {
  if (!isLabBuilt()) {
    process.stderr.write(`\nNOT RUN: the lab is not built. With Go on PATH, run ${BUILD_THE_LAB} once.\n\n`);
    return;
  }
  lab = await startLab();
  const { server, ca, adminToken, lkeAdminToken, kubeconfig, folder } = lab;
  const running: RunningLab = { server, ca, adminToken, lkeAdminToken, kubeconfig, folder };
  process.env[LAB_VARIABLE] = JSON.stringify(running);
}

export async function teardown(): Promise<void> {
  await lab?.stop();
}
