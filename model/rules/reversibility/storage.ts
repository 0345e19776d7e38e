import { forgottenForGood, forgottenRule, importedRule, movedRule } from './common';
import type { ReversibilityRule } from './rule';

const BUCKET = { id: 'bucket', types: ['linode_object_storage_bucket'] };
/** What has a secret that Linode shows once. */
const SECRET = { id: 'credential', types: ['linode_object_storage_key', 'linode_token'] };
const ALL = { id: 'storage', types: [...BUCKET.types, ...SECRET.types] };

const SOURCE = 'linode_object_storage_bucket';
const NEW_SECRET = 'it is made anew, with another id and another secret, which everybody who used the old one needs';

export const STORAGE: readonly ReversibilityRule[] = [
  {
    id: 'bucket-created',
    types: BUCKET.types,
    actions: ['create'],
    reversibility: 'needs-restore',
    because: 'what was put into it goes with it, or keeps Linode from removing it',
    source: SOURCE,
  },
  {
    id: 'bucket-destroyed',
    types: BUCKET.types,
    actions: ['destroy', 'replace'],
    reversibility: 'needs-restore',
    because: 'an empty bucket is made anew; its name may be taken by then, and objects do not come back',
    source: SOURCE,
  },
  {
    id: 'bucket-versioning-on',
    types: BUCKET.types,
    actions: ['update'],
    paths: ['versioning'],
    when: 'switched-on',
    reversibility: 'irreversible',
    because: 'versioning can be suspended and not be undone: locks in such a bucket stick',
    source: 'docs/guides/state.md',
  },
  {
    id: 'bucket-versioning-off',
    types: BUCKET.types,
    actions: ['update'],
    paths: ['versioning'],
    reversibility: 'needs-restore',
    because: 'versioning is switched on again; what was overwritten meanwhile has no former version',
    source: SOURCE,
  },
  {
    id: 'bucket-expiry',
    types: BUCKET.types,
    actions: ['update'],
    paths: ['lifecycle_rule'],
    reversibility: 'needs-restore',
    because: 'the former rules are set again; objects that expired meanwhile do not come back',
    source: SOURCE,
  },
  {
    id: 'bucket-certificate',
    types: BUCKET.types,
    actions: ['update'],
    paths: ['cert'],
    reversibility: 'needs-restore',
    because: 'the former certificate and its private key have to be given again',
    source: SOURCE,
  },
  {
    id: 'bucket-settings',
    types: BUCKET.types,
    actions: ['update'],
    paths: ['acl', 'cors_enabled', 'access_key', 'secret_key'],
    reversibility: 'reversible',
    because: 'the bucket keeps its objects, and the former value is set again',
    source: SOURCE,
  },
  {
    id: 'credential-created',
    types: SECRET.types,
    actions: ['create'],
    reversibility: 'reversible',
    because: 'it is revoked',
    source: 'linode_object_storage_key',
  },
  {
    id: 'credential-revoked',
    types: SECRET.types,
    actions: ['destroy', 'replace'],
    reversibility: 'needs-restore',
    because: NEW_SECRET,
    source: 'linode_object_storage_key',
  },
  {
    id: 'credential-settings',
    types: SECRET.types,
    actions: ['update'],
    paths: ['label'],
    reversibility: 'reversible',
    because: 'it keeps its id and its secret, and the former value is set again',
    source: 'linode_object_storage_key',
  },
  {
    id: 'key-regions',
    types: ['linode_object_storage_key'],
    actions: ['update'],
    paths: ['regions'],
    reversibility: 'reversible',
    because: 'it keeps its id and its secret, and the former regions are set again',
    source: 'linode_object_storage_key',
  },
  movedRule(ALL),
  importedRule(ALL),
  forgottenRule(BUCKET),
  forgottenForGood(
    SECRET,
    'an import does not bring back its secret, which Linode showed once',
    'linode_object_storage_key',
  ),
];
