import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { KubernetesClient } from '@lke-platform/stand-ins/lab/client';

const ADMISSION = '/apis/admissionregistration.k8s.io/v1';
const OBJECTS = '/api/v1/namespaces/default/configmaps?dryRun=All';

/**
 * Waits until the API server holds every policy that it was given so far. It takes a moment until it does, and learns of
 * them in their order: once it holds a policy that was made last, it holds all others.
 */
export async function policiesInForce(admin: KubernetesClient): Promise<void> {
  const metadata = { name: `last-${randomUUID()}` };
  const [policy, binding] = ['validatingadmissionpolicies', 'validatingadmissionpolicybindings'].map(
    (plural) => `${ADMISSION}/${plural}`,
  ) as [string, string];
  await admin.create(policy, {
    metadata,
    spec: {
      matchConstraints: {
        resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['configmaps'] }],
      },
      matchConditions: [{ name: 'is-asked-for', expression: `object.metadata.name == '${metadata.name}'` }],
      validations: [{ expression: 'false' }],
    },
  });
  await admin.create(binding, { metadata, spec: { policyName: metadata.name, validationActions: ['Deny'] } });
  while ((await admin.ask('POST', OBJECTS, { metadata })).status !== 422) await sleep(100);
  for (const made of [binding, policy]) await admin.remove(`${made}/${metadata.name}`);
}
