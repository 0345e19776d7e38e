import { createHash } from 'node:crypto';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import type { SecretItem } from '../../../model/derive/secrets-bundle';
import { LABEL_DOMAIN } from '../../../model/naming';
import type { Fields } from '../sources/source';
import type { SealingCertificate } from './certificate';
import { sealFields } from './seal';

/** Annotations of a SealedSecret: which version of its source it holds, for which key it is sealed, and what it held then. */
const VERSION_KEY = `${LABEL_DOMAIN}/source-version`;
const CERTIFICATE_KEY = `${LABEL_DOMAIN}/sealed-for`;
const DIGEST_KEY = `${LABEL_DOMAIN}/digest`;

export const SEALED_SECRET_API = 'bitnami.com/v1alpha1';

const schema = z.object({
  apiVersion: z.literal(SEALED_SECRET_API),
  kind: z.literal('SealedSecret'),
  metadata: z.object({
    name: z.string(),
    namespace: z.string(),
    annotations: z.record(z.string(), z.string()).default({}),
    labels: z.record(z.string(), z.string()).default({}),
  }),
  spec: z.object({ encryptedData: z.record(z.string(), z.string()), template: z.looseObject({ type: z.string() }) }),
});

/** A SealedSecret as it stands in the repository and in the cluster. */
export type SealedManifest = z.infer<typeof schema>;

/** What is put into a manifest. */
export interface Sealing {
  readonly item: Pick<SecretItem, 'name' | 'namespace' | 'type' | 'labels'>;
  /** Version of the source. */
  readonly version: number;
  readonly certificate: SealingCertificate;
}

/** Seals a secret for a cluster. */
export function sealedManifest({ item, version, certificate }: Sealing, fields: Fields): SealedManifest {
  const { name, namespace, type, labels } = item;
  const spec = {
    encryptedData: sealFields(certificate.key, item, fields),
    template: { type, metadata: { name, namespace, ...(labels && { labels }) } },
  };
  return {
    apiVersion: SEALED_SECRET_API,
    kind: 'SealedSecret',
    metadata: {
      name,
      namespace,
      annotations: {
        [VERSION_KEY]: String(version),
        [CERTIFICATE_KEY]: certificate.fingerprint,
        [DIGEST_KEY]: digestOf(spec),
      },
      labels: { 'app.kubernetes.io/managed-by': 'lke-platform' },
    },
    spec,
  };
}

/** Whether a manifest holds that version, sealed for that key: sealing again would only change what reviews show. */
export function isSealedFor(
  { metadata, spec }: SealedManifest,
  { item, version, certificate }: Sealing,
  fields: Fields,
): boolean {
  const { annotations, name, namespace } = metadata;
  const sameFields = Object.keys(spec.encryptedData).sort().join() === Object.keys(fields).sort().join();
  return (
    sameFields &&
    name === item.name &&
    namespace === item.namespace &&
    spec.template.type === item.type &&
    annotations[VERSION_KEY] === String(version) &&
    annotations[CERTIFICATE_KEY] === certificate.fingerprint &&
    annotations[DIGEST_KEY] === digestOf(spec)
  );
}

/** Tells a file that somebody changed, such as when resolving a conflict; it does not keep anybody from it. */
const digestOf = (spec: SealedManifest['spec']) => createHash('sha256').update(JSON.stringify(spec)).digest('hex');

export const manifestText = (manifest: SealedManifest) =>
  `# Written by \`lke-platform secrets sync\`. Only the cluster that it is sealed for can open it.\n${stringify(manifest, { lineWidth: 0 })}`;

/** @returns undefined for what is not a SealedSecret */
export function parseManifest(text: string): SealedManifest | undefined {
  try {
    return schema.safeParse(parse(text)).data;
  } catch {
    return undefined;
  }
}
