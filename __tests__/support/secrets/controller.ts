import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import type { Lab } from '@lke-platform/stand-ins/lab/lab';
import { labPrograms } from '@lke-platform/stand-ins/lab/programs';
import { secretPrograms } from '@lke-platform/stand-ins/lab/secret-programs';
import { type Controller, startController } from '@lke-platform/stand-ins/lab/sealed-secrets';

const run = promisify(execFile);

/** The namespaces that secrets of the example go to, and that of their controller. */
const NAMESPACES = ['sealed-secrets', 'monitoring', 'env-system', 'env-production'];

const SMALL: Parameters<Lab['setPools']>[0] = [
  { id: 'a', nodes: ['a1'], labels: {}, taints: [], type: 'g6-standard-2', region: 'nl-ams', vcpus: 2, memory: 4 },
];

/**
 * Installs the real chart into a lab, and starts the real controller beside it.
 *
 * @param namespaces that are not there yet
 * @param pools of the lab, where they are not these
 */
export async function installController(lab: Lab, namespaces = NAMESPACES, pools = SMALL): Promise<Controller> {
  for (const name of namespaces) await lab.admin.create('/api/v1/namespaces', { metadata: { name } });
  const values = ['--set', 'fullnameOverride=sealed-secrets-controller', '--set', 'rbac.serviceProxier.bind=false'];
  const where = ['--kubeconfig', lab.kubeconfig, '--namespace', 'sealed-secrets'];
  await run(labPrograms().helm, ['install', 'sealed-secrets', secretPrograms().chart, ...where, ...values]);
  const account = '/api/v1/namespaces/sealed-secrets/serviceaccounts/sealed-secrets-controller/token';
  const { status } = await lab.admin.create(account, { spec: { expirationSeconds: 7200 } });
  const { token } = status as { token: string };
  const controller = await startController({ server: lab.server, ca: lab.ca, namespace: 'sealed-secrets', token });
  await lab.setPools(pools);
  return controller;
}

/** Runs a line as somebody would paste it, with the kubectl of the lab. @throws {Error} when it fails */
export async function paste(lab: Pick<Lab, 'kubeconfig'>, line: string): Promise<string> {
  const env = {
    ...process.env,
    PATH: `${dirname(labPrograms().kubectl)}:${process.env.PATH ?? ''}`,
    KUBECONFIG: lab.kubeconfig,
  };
  return (await run('sh', ['-c', line], { env })).stdout;
}
