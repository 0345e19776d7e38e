import type { Difference } from '../../../../model/rules/drift/difference';
import type { KubernetesObject } from '../../../kubernetes/client';
import { apiRoot, ApiResources } from './api-resources';
import type { KubernetesReading } from './kubernetes-reading';
import type { Releases } from './releases';
import { undeclaredObject } from './undeclared-objects';

const GROUP = 'admissionregistration.k8s.io';

/** The newest that an API server has of a kind; MutatingAdmissionPolicies are not in the first one everywhere. */
const VERSIONS = ['v1', 'v1beta1', 'v1alpha1'].map((version) => `${GROUP}/${version}`);

/** Kinds by which somebody changes, sees or refuses what is asked of the API server. */
const KINDS = [
  'MutatingWebhookConfiguration',
  'ValidatingWebhookConfiguration',
  'MutatingAdmissionPolicy',
  'MutatingAdmissionPolicyBinding',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
];

/** Webhooks and admission policies that neither a release of ours nor Argo CD has brought. */
export async function undeclaredAdmission(
  { client, unread }: KubernetesReading,
  releases: Releases,
): Promise<readonly Difference[]> {
  const resources = new ApiResources(client);
  const read = KINDS.map((kind) =>
    unread.orNothing('cluster', `every ${kind}`, async () => {
      for (const version of VERSIONS) {
        const resource = await resources.find(version, kind);
        if (!resource) continue;
        const found = await client.listWhole(`${apiRoot(version)}/${resource.plural}`);
        return found.flatMap((object) => {
          const { name } = object.metadata;
          if (releases.have(kind, name, object)) return [];
          return undeclaredObject('cluster', { kind, type: `kubernetes/${kind}`, name }, withoutCertificates(object));
        });
      }
      return [];
    }),
  );
  return (await Promise.all(read)).flat();
}

interface WithWebhooks extends KubernetesObject {
  readonly webhooks?: readonly { readonly clientConfig?: Readonly<Record<string, unknown>> }[];
}

/** Certificates of webhooks are renewed by themselves: whoever accepted one would have to accept the next. */
function withoutCertificates(object: WithWebhooks): KubernetesObject {
  const { webhooks, ...others } = object;
  if (!webhooks) return object;
  const kept = webhooks.map(({ clientConfig = {}, ...webhook }) => {
    const asked = Object.entries(clientConfig).filter(([name]) => name !== 'caBundle');
    return { ...webhook, clientConfig: Object.fromEntries(asked) };
  });
  return { ...others, webhooks: kept } as KubernetesObject;
}
