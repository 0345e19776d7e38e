import { readFileSync } from 'node:fs';
import { KubernetesClient } from '@lke-platform/stand-ins/lab/client';
import { parse } from 'yaml';

interface Kubeconfig {
  readonly clusters: readonly [
    { readonly cluster: { readonly server: string; readonly 'certificate-authority-data': string } },
  ];
  readonly users: readonly [{ readonly user: { readonly token: string } }];
}

/** The token of a kubeconfig. */
export const tokenIn = (file: string) => (parse(readFileSync(file, 'utf8')) as Kubeconfig).users[0].user.token;

/** Asks the API server that a kubeconfig names, with nothing but what is in it. */
export function clientOf(file: string): KubernetesClient {
  const { clusters } = parse(readFileSync(file, 'utf8')) as Kubeconfig;
  const { server, 'certificate-authority-data': ca } = clusters[0].cluster;
  return new KubernetesClient(server, Buffer.from(ca, 'base64').toString(), tokenIn(file));
}
