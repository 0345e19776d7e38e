import type { Command } from 'commander';
import { exitCode } from '../conventions/exit-codes';
import type { CommandContext } from '../command-context';

export function addKubeCredential(program: Command, context: CommandContext): void {
  program
    .command('kube-credential')
    .description('print a credential for the Kubernetes API of a cluster, as kubectl and the providers read it')
    .requiredOption('--cluster-id <id>', 'Linode id of the cluster')
    .requiredOption('--server <address>', 'address of its Kubernetes API')
    .option('--linode-api <address>', 'address of the Linode API (default: LINODE_URL, or the public one)')
    .action((request: { clusterId: string; server: string; linodeApi?: string }) =>
      context.run('kube-credential', async () => {
        const { execCredential, getCredential } = await import('../../operations/kube-credential/credential');
        const { env } = context.streams;
        const result = execCredential(await getCredential(request, env), env.KUBERNETES_EXEC_INFO);
        return { exitCode: exitCode.fine, result, text: () => JSON.stringify(result) };
      }),
    );
}
