import type { Environment } from '../../model/derive/environment';
import { deploysIngress } from '../../model/derive/ingress';
import { BASELINE_NAMESPACES } from '../../model/naming';
import type { Platform } from '../../model/platform';

/** Environments that are not retired. */
export const living = ({ environments }: Platform): Environment[] => environments.filter(({ retired }) => !retired);

/** Whether Argo CD deploys something into a namespace. */
export const isDeployedTo = ({ argoCd, applications }: Platform, namespace: string): boolean =>
  argoCd.enabled && applications.some(({ destinationNamespace }) => destinationNamespace === namespace);

/** Namespaces of the baseline that this platform has: those of `argocd` and `ingress` only where they are asked for. */
export const baselineNamespaces = (platform: Platform): string[] =>
  BASELINE_NAMESPACES.filter((namespace) => {
    if (namespace === 'argocd') return platform.argoCd.enabled;
    return namespace !== 'ingress' || deploysIngress(platform);
  });
