import { closest, distance } from 'fastest-levenshtein';

/** Longer words are not misspelt names, and comparing them takes long. */
const LONGEST_WORD = 64;

/** Spelling without case and separators, so that `instance_type` is the same as `instanceType`. */
const plain = (word: string) => word.toLowerCase().replace(/[^a-z0-9]/g, '');

/** The candidate a misspelt or shortened word most likely meant; undefined if none is near. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0 || word.length > LONGEST_WORD) return undefined;
  const wanted = plain(word);
  const found = closest(wanted, candidates.map(plain));
  const typos = Math.min(3, Math.max(1, Math.round(found.length * 0.4)));
  if (distance(wanted, found) <= typos) return candidates.find((entry) => plain(entry) === found);
  const longer = candidates.filter((entry) => plain(entry).startsWith(wanted));
  return wanted.length >= 3 && longer.length === 1 ? longer[0] : undefined;
}

/** What other tools call a field, in plain spelling, and what it is called here. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  acl: 'controlPlaneAcl',
  autoscaler: 'maxCount',
  autoscaling: 'maxCount',
  ha: 'highAvailability',
  k8sversion: 'kubernetesVersion',
  machinetype: 'instanceType',
  max: 'maxCount',
  maxnodes: 'maxCount',
  min: 'count',
  mincount: 'count',
  minnodes: 'count',
  nodecount: 'count',
  nodes: 'count',
  plan: 'instanceType',
  live: 'production',
  preprod: 'staging',
  qa: 'staging',
  stage: 'staging',
  test: 'staging',
  uat: 'staging',
  type: 'instanceType',
  version: 'kubernetesVersion',
};

/** The key a misspelt one most likely meant, or that of another tool stands for; undefined if there is none. */
export function nearestKey(word: string, keys: readonly string[]): string | undefined {
  const other = Object.hasOwn(OTHER_NAMES, plain(word)) ? OTHER_NAMES[plain(word)] : undefined;
  return other !== undefined && keys.includes(other) ? other : nearest(word, keys);
}

/** What other tools write for a value, in plain spelling, and what it is here. */
const OTHER_VALUES: Readonly<Record<string, string>> = {
  admin: 'platform-engineer',
  allow: 'ACCEPT',
  block: 'DROP',
  deny: 'DROP',
  developer: 'app-team',
  emergency: 'break-glass',
  permit: 'ACCEPT',
  reject: 'DROP',
  vault: 'ext-vault',
  viewer: 'read-only',
};

/** The value a misspelt one most likely meant, or that of another tool stands for; undefined if there is none. */
export function nearestValue(word: string, values: readonly string[]): string | undefined {
  const other = Object.hasOwn(OTHER_VALUES, plain(word)) ? OTHER_VALUES[plain(word)] : undefined;
  return other !== undefined && values.includes(other) ? other : nearest(word, values);
}
