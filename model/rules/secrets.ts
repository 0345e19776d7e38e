import { MONITORING_SECRETS } from '../baseline-secrets';
import { REQUIRED_PURPOSES } from '../entities/secrets-bundle';
import { neededFields } from '../derive/secret-form';
import { parseSecretReference } from '../secret-reference';
import type { Rule } from './rule';
import { duplicatesOf, entriesOf, environmentsOf } from './walk';

export const bundleIsComplete: Rule = {
  id: 'bundle-is-complete',
  about: 'A secrets bundle has at least an API token and metrics credentials',
  source: 'data-model.md, SecretsBundle',
  check(draft, report) {
    for (const { name, path, environment } of environmentsOf(draft)) {
      const items = environment.secretsBundle?.items;
      if (!items || items.includes(undefined) || items.some((item) => item?.purpose === undefined)) continue;
      for (const purpose of REQUIRED_PURPOSES) {
        if (items.some((item) => item?.purpose === purpose)) continue;
        report([...path, 'secretsBundle', 'items'], {
          what: `the bundle of ${name} has no item of purpose ${purpose}`,
          allowed: `at least one item of each purpose: ${REQUIRED_PURPOSES.join(', ')}`,
          fix: `add {name: ${purpose}, purpose: ${purpose}, rotationFrequencyDays: 90}`,
        });
      }
    }
  },
};

export const bundleItems: Rule = {
  id: 'bundle-items',
  about: 'Items of a bundle have different names and come from its source',
  source: 'data-model.md, SecretsBundle',
  check(draft, report) {
    for (const { path, environment } of environmentsOf(draft)) {
      const items = entriesOf([...path, 'secretsBundle', 'items'], environment.secretsBundle?.items);
      for (const { entry, first } of duplicatesOf(items, ({ entry }) => entry.name)) {
        report([...entry.path, 'name'], {
          what: `the name ${String(entry.entry.name)} is already used by secret ${first.index + 1}`,
          allowed: 'a name that no other item of the bundle has',
          fix: 'give one of them another name',
        });
      }
      const source = environment.secretsBundle?.source;
      for (const { path: at, entry } of items) {
        const reference = parseSecretReference(entry.reference ?? '');
        if (!reference || source === undefined || reference.source === source) continue;
        const key = reference.key === undefined ? '' : `#${reference.key}`;
        report([...at, 'reference'], {
          what: `the reference is to ${reference.source}, the bundle comes from ${source}`,
          allowed: `a reference that starts with ${source}://`,
          fix: `write ${source}://${reference.path}${key}`,
        });
      }
    }
  },
};

export const repositoryCredentials: Rule = {
  id: 'repository-credentials',
  about: 'What opens a repository for Argo CD is an item of the system bundle, and Argo CD is there to read it',
  source: 'docs/guides/argocd.md',
  check(draft, report) {
    for (const { name, path, environment } of environmentsOf(draft)) {
      const items = entriesOf([...path, 'secretsBundle', 'items'], environment.secretsBundle?.items);
      for (const { path: at } of items.filter((item) => item.entry.purpose === 'repository-credentials')) {
        const allowed = 'an item of environments.system, where argoCd.enabled is true';
        if (name !== 'system') {
          const what = `Argo CD reads no secret of ${name}, and serves every environment`;
          report([...at, 'purpose'], { what, allowed, fix: 'move it to environments.system.secretsBundle.items' });
        } else if (draft.argoCd?.enabled !== true) {
          const what = 'there is no Argo CD to read it';
          report([...at, 'purpose'], { what, allowed, fix: 'write argoCd: {enabled: true}, or remove the item' });
        }
      }
    }
  },
};

export const baselineSecretsKeepPurpose: Rule = {
  id: 'baseline-secrets-keep-purpose',
  about: 'Secrets that the baseline reads have the purpose it reads them for',
  source: 'data-model.md, SecretsBundle',
  check({ environments }, report) {
    const path = ['environments', 'system', 'secretsBundle', 'items'];
    for (const { path: at, entry } of entriesOf(path, environments?.system?.secretsBundle?.items)) {
      const known = Object.values(MONITORING_SECRETS).find(({ name }) => name === entry.name);
      if (!known || entry.purpose === undefined || entry.purpose === known.purpose) continue;
      report([...at, 'purpose'], {
        what: `the baseline reads ${known.name} as a secret of purpose ${known.purpose}`,
        allowed: known.purpose,
        fix: `write ${known.purpose}, or give the secret another name`,
      });
    }
  },
};

export const referenceHasFields: Rule = {
  id: 'reference-has-fields',
  about: 'A reference to one key of a secret is enough for whoever reads it',
  source: 'Kubernetes, types of Secret; data-model.md, SecretsBundle',
  check(draft, report) {
    for (const { name, path, environment } of environmentsOf(draft)) {
      const items = entriesOf([...path, 'secretsBundle', 'items'], environment.secretsBundle?.items);
      for (const { path: at, entry } of items) {
        const reference = parseSecretReference(entry.reference ?? '');
        if (reference?.key === undefined || entry.name === undefined || entry.purpose === undefined) continue;
        const needed = neededFields({ name: entry.name, purpose: entry.purpose }, name === 'system');
        if (needed.every((field) => field === reference.key)) continue;
        report([...at, 'reference'], {
          what: `the reference is to the key ${reference.key} alone, and ${entry.name} has to have ${needed.join(' and ')}`,
          allowed: 'a reference to the whole secret, without #<key>',
          fix: `write ${reference.source}://${reference.path}, and keep ${needed.join(' and ')} there`,
        });
      }
    }
  },
};

export const bundleIdsUnique: Rule = {
  id: 'bundle-ids-unique',
  about: 'No two bundles have the same id',
  source: 'data-model.md, SecretsBundle',
  check(draft, report) {
    const key = ({ environment }: { environment: { secretsBundle?: { bundleId?: string | undefined } | undefined } }) =>
      environment.secretsBundle?.bundleId?.toLowerCase();
    for (const { entry, first } of duplicatesOf(environmentsOf(draft), key)) {
      report([...entry.path, 'secretsBundle', 'bundleId'], {
        what: `the bundle of ${first.name} has this id already`,
        allowed: 'an id of its own for each bundle',
        fix: 'remove bundleId, and one is derived',
      });
    }
  },
};
