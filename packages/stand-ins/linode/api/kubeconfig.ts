import { stringify } from 'yaml';
import type { Cluster } from '../../world/linode/objects';
import type { World } from '../../world/world';
import { notFound } from './error';

/** The kubeconfig of a cluster in the form that LKE gives it: one user with a token, base64 around the whole. */
export function kubeconfigOf(world: World, { id, host }: Cluster): { kubeconfig: string } {
  const cluster = world.kubernetes.get(host);
  if (!cluster) throw notFound();
  const name = `lke${id}`;
  const kubeconfig = stringify({
    apiVersion: 'v1',
    kind: 'Config',
    preferences: {},
    clusters: [
      {
        name,
        cluster: {
          'certificate-authority-data': base64(cluster.certificate),
          server: world.kubernetesServer?.(host) ?? `https://${host}:443`,
        },
      },
    ],
    users: [{ name: `${name}-admin`, user: { 'as-user-extra': {}, token: cluster.token } }],
    contexts: [{ name: `${name}-ctx`, context: { cluster: name, namespace: 'default', user: `${name}-admin` } }],
    'current-context': `${name}-ctx`,
  });
  return { kubeconfig: base64(kubeconfig) };
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
