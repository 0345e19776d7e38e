import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommandLine } from '../../support/command';
import { temporaryFolder } from '../../support/temporary-folder';

const KUBECONFIG = join(temporaryFolder(), 'config');
writeFileSync(
  KUBECONFIG,
  `clusters: [{ name: c, cluster: { server: https://acme.example } }]
contexts: [{ name: x, context: { cluster: c, user: u } }]
users: [{ name: u, user: { token: s3cret } }]`,
);
const command = ['kube-credential', '--cluster-id', '12', '--server', 'https://acme.example'];

describe('lke-platform kube-credential', () => {
  it('prints a credential as kubectl reads it', async () => {
    const { exitCode, stdout } = await runCommandLine(command, { KUBECONFIG });

    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      apiVersion: 'client.authentication.k8s.io/v1',
      kind: 'ExecCredential',
      status: { token: 's3cret' },
    });
  });

  it('says where it looked for one', async () => {
    const { exitCode, stdout, stderr } = await runCommandLine(command);

    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^error: no credential for https:\/\/acme.example: KUBECONFIG is not set, and LINODE_TOKEN/);
  });

  it('needs to know the cluster', async () => {
    expect((await runCommandLine(['kube-credential'])).stderr).toMatch(/required option '--cluster-id <id>'/);
  });
});
