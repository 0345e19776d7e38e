import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execCredential, getCredential } from '../../../operations/kube-credential/credential';
import { httpStandIn } from '@lke-platform/stand-ins/http-stand-in';
import { temporaryFolder } from '../../support/temporary-folder';

const SERVER = 'https://acme.linodelke.example:443';

/** A kubeconfig of one cluster. */
const kubeconfig = (server: string, token: string) => `
current-context: lke12-ctx
clusters: [{ name: lke12, cluster: { server: "${server}" } }]
contexts: [{ name: lke12-ctx, context: { cluster: lke12, user: lke12-admin } }]
users: [{ name: lke12-admin, user: { token: ${token} } }]
`;

function kubeconfigFile(server: string): string {
  const file = join(temporaryFolder(), 'config');
  writeFileSync(file, kubeconfig(server, 'from-file'));
  return file;
}

const fromApi = { body: { kubeconfig: Buffer.from(kubeconfig(SERVER, 'from-api')).toString('base64') } };
const request = { clusterId: '12', server: SERVER };

describe('the credential of a cluster', () => {
  it('comes from KUBECONFIG if that knows the server', async () => {
    const env = { KUBECONFIG: kubeconfigFile(SERVER), LINODE_TOKEN: 'unused', LINODE_URL: 'http://127.0.0.1:1' };

    expect(await getCredential(request, env)).toEqual({ token: 'from-file' });
  });

  it('never comes from a KUBECONFIG of another cluster: its token would be sent to this server', () =>
    httpStandIn([fromApi], async ({ url }) => {
      const env = { KUBECONFIG: kubeconfigFile('https://globex.example'), LINODE_TOKEN: 't', LINODE_URL: url };

      expect(await getCredential(request, env)).toEqual({ token: 'from-api' });
    }));

  it('comes from the Linode API that is named, before the one of LINODE_URL', () =>
    httpStandIn([fromApi], async ({ url, requests }) => {
      const env = { LINODE_TOKEN: 't', LINODE_URL: 'http://127.0.0.1:1', LINODE_API_VERSION: 'v4beta' };

      expect(await getCredential({ ...request, linodeApi: url }, env)).toEqual({ token: 'from-api' });
      expect(requests[0]?.url).toBe('/v4beta/lke/clusters/12/kubeconfig');
    }));

  it.each([
    ['KUBECONFIG is not set', () => ({})],
    ['KUBECONFIG is not set', () => ({ KUBECONFIG: '', LINODE_TOKEN: '' })],
    [`has no context for ${SERVER}`, () => ({ KUBECONFIG: kubeconfigFile('https://globex.example') })],
  ])('is missing if %s and LINODE_TOKEN is not set', async (reason, env) => {
    const message = `${reason}, and LINODE_TOKEN is not set; set LINODE_TOKEN, or KUBECONFIG to a file that knows this server`;

    await expect(getCredential(request, env())).rejects.toThrow(message);
  });
});

describe('the credential for client-go', () => {
  it.each([
    ['client.authentication.k8s.io/v1beta1', '{"apiVersion":"client.authentication.k8s.io/v1beta1"}'],
    ['client.authentication.k8s.io/v1', '{}'],
    ['client.authentication.k8s.io/v1', 'no JSON'],
    ['client.authentication.k8s.io/v1', undefined],
  ])('has the version %s if it is asked with %j', (apiVersion, info) => {
    expect(execCredential({ token: 't' }, info)).toEqual({
      apiVersion,
      kind: 'ExecCredential',
      status: { token: 't' },
    });
  });
});
