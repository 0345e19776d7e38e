import { z } from 'zod';
import { PROXIED_SERVICES } from '../../../model/proxied-services';
import { type KubernetesClient } from '../../kubernetes/client';
import { KubernetesError } from '../../kubernetes/error';
import { readCertificate, type SealingCertificate } from './certificate';

/** Where the stack `system` puts the controller. */
export const { namespace: CONTROLLER_NAMESPACE, name: CONTROLLER } = PROXIED_SERVICES.sealedSecrets;

/** Label of the Secrets that are sealing keys (sealed-secrets, pkg/controller). */
const KEY_LABEL = 'sealedsecrets.bitnami.com/sealed-secrets-key';

const keySchema = z.object({
  metadata: z.object({
    name: z.string(),
    labels: z.record(z.string(), z.string()).default({}),
    creationTimestamp: z.string(),
  }),
  data: z.object({ 'tls.crt': z.base64(), 'tls.key': z.base64() }),
});

/** A key of the controller's, private half included. */
export interface SealingKey {
  readonly name: string;
  readonly createdAt: string;
  /** `active`, unless somebody took it out of use. */
  readonly use: string;
  /** PEM. */
  readonly certificate: string;
  /** PEM. */
  readonly key: string;
}

/** Every sealing key of a cluster, the oldest first. */
export async function sealingKeys(client: KubernetesClient): Promise<SealingKey[]> {
  const selector = `labelSelector=${encodeURIComponent(KEY_LABEL)}`;
  const path = `/api/v1/namespaces/${CONTROLLER_NAMESPACE}/secrets?${selector}`;
  const { items } = z.object({ items: z.array(keySchema) }).parse(await client.send('GET', path));
  const text = (base64: string) => Buffer.from(base64, 'base64').toString('utf8');
  return items
    .map(({ metadata: { name, labels, creationTimestamp }, data }) => ({
      name,
      createdAt: creationTimestamp,
      use: labels[KEY_LABEL] ?? '',
      certificate: text(data['tls.crt']),
      key: text(data['tls.key']),
    }))
    .sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
}

/** The Secret of a sealing key, as the controller made it. */
export const sealingKeySecret = ({ name, use, certificate, key }: SealingKey) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  type: 'kubernetes.io/tls',
  metadata: { name, namespace: CONTROLLER_NAMESPACE, labels: { [KEY_LABEL]: use } },
  data: {
    'tls.crt': Buffer.from(certificate).toString('base64'),
    'tls.key': Buffer.from(key).toString('base64'),
  },
});

/**
 * The certificate that the controller seals with now: it tells that itself, and where it cannot be reached through the
 * API server, its newest key does.
 *
 * @throws {Error} when there is no controller yet, or its certificate is not valid now
 */
export async function sealingCertificate(client: KubernetesClient, now: Date): Promise<SealingCertificate> {
  const pem = await client.askService('sealedSecrets', '/v1/cert.pem');
  if (pem !== undefined) return readCertificate(pem, 'the controller', now);
  const newest = (await keysIfAllowed(client)).filter(({ use }) => use === 'active').at(-1);
  if (newest) return readCertificate(newest.certificate, `the key ${newest.name}`, now);
  throw new Error(
    `the cluster has no sealing key in the namespace ${CONTROLLER_NAMESPACE}, so that nothing can be sealed for it. ` +
      'Apply the stack system first, which installs the controller: npx lke-platform apply system. ' +
      `Where that is done, see whether it runs: kubectl -n ${CONTROLLER_NAMESPACE} get pods`,
  );
}

async function keysIfAllowed(client: KubernetesClient): Promise<SealingKey[]> {
  try {
    return await sealingKeys(client);
  } catch (error) {
    if (!(error instanceof KubernetesError) || error.status !== 403) throw error;
    throw new Error(
      `the sealing certificate cannot be had: the controller does not answer, and you may not read its keys. ` +
        `${error.message}`,
      { cause: error },
    );
  }
}
