/**
 * The credential command as a program of its own: synth writes its bundle into the output folder, and the kubernetes
 * and helm providers start it there, with nothing else of this project around.
 */
import { parseArgs } from 'node:util';
import { execCredential, getCredential } from './credential';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { 'cluster-id': { type: 'string' }, server: { type: 'string' }, 'linode-api': { type: 'string' } },
  });
  const { 'cluster-id': clusterId, server, 'linode-api': linodeApi } = values;
  if (!clusterId || !server) throw new Error('--cluster-id and --server are required');
  const credential = await getCredential({ clusterId, server, linodeApi }, process.env);
  process.stdout.write(JSON.stringify(execCredential(credential, process.env.KUBERNETES_EXEC_INFO)));
}

main().catch((error: Error) => {
  process.stderr.write(`error: ${error.message}\n`);
  process.exitCode = 1;
});
