import { HelmProvider } from '@cdktf/provider-helm/lib/provider';
import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider';
import { Lock } from '@cdktf/provider-linode/lib/lock';
import { LinodeProvider } from '@cdktf/provider-linode/lib/provider';
import { Aspects, type TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import type { ProviderName } from '../model/entities/sources';
import { STATUS_KEY } from '../model/naming';
import type { Platform } from '../model/platform';
import type { ClusterOutputs } from './cluster-outputs';

/** Newer than the bindings of helm, whose schema is the same (docs/adr/0015-versions-of-providers.md). */
const HELM_VERSION = '3.1.2';

/** The credential command as the stacks call it: from `<output>/stacks/<stack>`, where the engine runs. */
const KUBE_CREDENTIAL = '../../kube-credential.js';

/** The linode provider. Its token comes from LINODE_TOKEN. */
export function useLinode(stack: TerraformStack, platform: Platform): void {
  new LinodeProvider(stack, 'linode', {
    ...linodeApi(platform),
    // What only LKE Enterprise has is still in the beta version of the API.
    ...(platform.cluster.tier === 'enterprise' && { apiVersion: 'v4beta' }),
  });
  nameSource(stack, platform, 'linode');
}

/**
 * Locks are in the beta version of the API alone. The provider for it stands in every stack that may have had one: an
 * engine that lifts a lock asks the provider that made it, and does not start one that nothing uses.
 */
export function useLocks(stack: TerraformStack, platform: Platform): void {
  const beta = new LinodeProvider(stack, 'linode-beta', {
    ...linodeApi(platform),
    alias: 'beta',
    apiVersion: 'v4beta',
  });
  Aspects.of(stack).add({
    visit(node: IConstruct) {
      if (node instanceof Lock) node.provider = beta;
    },
  });
}

const linodeApi = ({ sources }: Platform) => (sources.linodeApi === undefined ? {} : { url: sources.linodeApi });

/** The kubernetes provider. It asks for a token when it runs, so that none gets into a state. */
export function useKubernetes(stack: TerraformStack, platform: Platform, cluster: ClusterOutputs): void {
  new KubernetesProvider(stack, 'kubernetes', {
    ...connection(cluster),
    exec: [credentialCommand(platform, cluster)],
    // The status belongs to the lifecycle; otherwise every apply would take it off.
    ignoreLabels: [`^${STATUS_KEY.replace('.', '\\.')}$`],
  });
  nameSource(stack, platform, 'kubernetes');
}

/** The helm provider, connected as the kubernetes provider is. */
export function useHelm(stack: TerraformStack, platform: Platform, cluster: ClusterOutputs): void {
  new HelmProvider(stack, 'helm', {
    kubernetes: { ...connection(cluster), exec: credentialCommand(platform, cluster) },
  });
  nameSource(stack, platform, 'helm');
  stack.addOverride('terraform.required_providers.helm.version', HELM_VERSION);
}

/** Writes a provider's source in full: `kubernetes` alone means different providers to Terraform and OpenTofu. */
function nameSource(stack: TerraformStack, { sources }: Platform, name: ProviderName): void {
  stack.addOverride(`terraform.required_providers.${name}.source`, sources.providers[name]);
}

const connection = ({ apiEndpoint, caCertificate }: ClusterOutputs) => ({
  host: apiEndpoint,
  clusterCaCertificate: caCertificate,
});

function credentialCommand({ sources }: Platform, { clusterId, apiEndpoint }: ClusterOutputs) {
  const api = sources.linodeApi === undefined ? [] : ['--linode-api', sources.linodeApi];
  return {
    apiVersion: 'client.authentication.k8s.io/v1',
    command: 'node',
    args: [KUBE_CREDENTIAL, '--cluster-id', clusterId, '--server', apiEndpoint, ...api],
  };
}
