import { z } from 'zod';
import { dnsLabel } from '../limits';
import { entity } from '../entity';
import { documented } from '../field';
import { secretReference, text } from '../values';

/** What a secret is for. The first two are required in every environment (data-model.md, SecretsBundle). */
export const SECRET_PURPOSES = [
  'api-token',
  'metrics-credentials',
  'object-storage-key',
  'registry-credentials',
  'repository-credentials',
  'database-credentials',
  'tls-certificate',
  'webhook',
  'application',
] as const;

/** Purposes every bundle has to cover. */
export const REQUIRED_PURPOSES = ['api-token', 'metrics-credentials'] as const;

const item = entity({
  name: 'SecretItem',
  about: 'One secret of a bundle: where it comes from and how often it is rotated. Never its value.',
  desired: {
    name: documented(text(dnsLabel), {
      about: 'Name of the Secret in the namespace of the environment',
      allowed: dnsLabel.allowed,
      source: 'data-model.md, SecretsBundle; Kubernetes names',
    }),
    purpose: documented(z.enum(SECRET_PURPOSES), {
      about: 'What the secret is for',
      allowed: SECRET_PURPOSES.join(', '),
      source: 'data-model.md, SecretsBundle',
    }),
    rotationFrequencyDays: documented(z.int().min(1).max(365), {
      about: 'Days after which the secret has to be rotated',
      allowed: 'a whole number of days from 1 to 365',
      source: 'data-model.md, SecretsBundle',
    }),
    reference: documented(secretReference.optional(), {
      about: 'Where the value is kept in the source',
      allowed: '<source>://<path>[#<key>], with the source of the bundle',
      namesSecret: true,
      default: '<source>://<platform>/<environment>/<name>',
      source: 'docs/linode-notes.md',
    }),
  },
});

/** Secrets of one environment. */
export const secretsBundle = entity({
  name: 'SecretsBundle',
  about: 'Secrets of an environment, mirrored into the cluster as SealedSecret and Secret.',
  desired: {
    bundleId: documented(z.uuid().optional(), {
      about: 'Identifies the bundle in its source and in the audit log',
      allowed: 'a UUID',
      default: 'a UUIDv5 of platform and environment',
      source: 'data-model.md, SecretsBundle',
    }),
    source: documented(z.enum(['linode-secret-manager', 'ext-vault']), {
      about:
        'Where the values come from; linode-secret-manager is a private bucket of the platform, encrypted on the client',
      allowed: 'linode-secret-manager or ext-vault',
      source: 'data-model.md, SecretsBundle; docs/linode-notes.md',
    }),
    items: documented(z.array(item.schema).min(REQUIRED_PURPOSES.length), {
      about: 'The secrets',
      allowed: 'a list with at least one item of purpose api-token and one of purpose metrics-credentials',
      fix: 'add the missing items',
      source: 'data-model.md, SecretsBundle',
    }),
  },
  observed: {
    syncedAt: {
      about: 'When the bundle was last synced',
      seeWith: 'npx lke-platform secrets status <environment>',
    },
  },
});
