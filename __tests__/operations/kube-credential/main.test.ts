import { execFile } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bundle } from '../../../bin/bundle.js';
import { httpStandIn } from '@lke-platform/stand-ins/http-stand-in';
import { temporaryFolder } from '../../support/temporary-folder';

const run = promisify(execFile);

/** The bundle alone in a folder, as a stack finds it. */
async function command(): Promise<string> {
  const file = join(temporaryFolder(), 'kube-credential.js');
  copyFileSync(await bundle(join(__dirname, '../../..'), 'kube-credential'), file);
  return file;
}

/** Starts the command and says how it ended. */
async function start(args: readonly string[], env: Record<string, string> = {}) {
  const node = [await command(), ...args];
  return run(process.execPath, node, { cwd: '/', env: { PATH: process.env.PATH, ...env } }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, stdout, stderr }),
  );
}

const kubeconfig =
  'current-context: c\ncontexts: [{name: c, context: {user: u}}]\nusers: [{name: u, user: {token: s3cret}}]';
const args = ['--cluster-id', '12', '--server', 'https://acme.example'];

describe('the credential command beside the stacks', () => {
  it('prints a credential, with nothing of the project around it', () =>
    httpStandIn([{ body: { kubeconfig: Buffer.from(kubeconfig).toString('base64') } }], async ({ url }) => {
      const { code, stdout, stderr } = await start([...args, '--linode-api', url], { LINODE_TOKEN: 't0ken' });

      expect([code, stderr]).toEqual([0, '']);
      expect(JSON.parse(stdout)).toEqual({
        apiVersion: 'client.authentication.k8s.io/v1',
        kind: 'ExecCredential',
        status: { token: 's3cret' },
      });
    }));

  it('ends with 1 and one line that says what is wrong, without the token', () =>
    httpStandIn([{ status: 401, body: { errors: [{ reason: 'Invalid Token' }] } }], async ({ url }) => {
      const { code, stdout, stderr } = await start(args, { LINODE_TOKEN: 't0ken', LINODE_URL: url });

      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toMatch(/^error: no kubeconfig of cluster 12 .*\n$/);
      expect(stderr).not.toContain('t0ken');
    }));

  it('ends with 1 for wrong usage', async () => {
    expect(await start(['--cluster-id', '12'])).toEqual({
      code: 1,
      stdout: '',
      stderr: 'error: --cluster-id and --server are required\n',
    });
  });
});
