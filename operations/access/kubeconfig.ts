import { stringify } from 'yaml';
import type { ClusterPlace } from '../kubernetes/cluster';

export interface KubeconfigProps {
  readonly platform: string;
  /** Name of the grant, by which the user is known in the file. */
  readonly grant: string;
  /** Namespace that kubectl works in, unless told otherwise. */
  readonly namespace: string;
  /** Name of the context, such as `acme-production-app-team`. */
  readonly context: string;
  readonly token: string;
}

/** The text of a kubeconfig with one cluster, one user and one context. */
export function kubeconfigText(
  { server, ca }: Pick<ClusterPlace, 'server' | 'ca'>,
  { platform, grant, namespace, context, token }: KubeconfigProps,
): string {
  const authority = Buffer.from(ca).toString('base64');
  return stringify(
    {
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name: platform, cluster: { server, 'certificate-authority-data': authority } }],
      users: [{ name: grant, user: { token } }],
      contexts: [{ name: context, context: { cluster: platform, namespace, user: grant } }],
      'current-context': context,
    },
    { lineWidth: 0 },
  );
}
