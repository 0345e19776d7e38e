import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { EnvironmentVariables } from '../../model/environment-variables';
import { loadPlatform } from '../../model/load';
import type { Platform } from '../../model/platform';

const ROOT = join(__dirname, '../..');

/** What stands in a platform file, not yet checked. */
export type PlatformData = Readonly<Record<string, unknown>>;

/** JSON of platform files: a test file asks for the same one again and again, and may change what it gets. */
const parsed = new Map<string, string>();

/** Data of a platform file of this repository. */
export function dataOf(file: string): PlatformData {
  const json = parsed.get(file) ?? JSON.stringify(parse(readFileSync(join(ROOT, file), 'utf8')));
  parsed.set(file, json);
  return JSON.parse(json) as PlatformData;
}

/** By what they were made from: a test file makes the same one again and again, and nothing changes a platform. */
const loaded = new Map<string, Platform>();

/**
 * The platform of such data, or of the text of a platform file.
 *
 * @throws {Error} when a rule is broken, with every problem
 */
export function platformOf(source: PlatformData | string, environment: EnvironmentVariables = {}): Platform {
  const text = typeof source === 'string' ? source : JSON.stringify(source);
  const key = JSON.stringify([text, environment]);
  const known = loaded.get(key);
  if (known) return known;
  const { platform, problems } = loadPlatform(text, { file: 'test.yaml', environment });
  if (!platform) throw new Error(problems.map(({ path, what }) => `${path}: ${what}`).join('\n'));
  loaded.set(key, platform);
  return platform;
}

/** The example of a full platform, which tests start from: `platform.yaml` is the user's to change. */
export const EXAMPLE_FILE = 'docs/examples/full.yaml';
export const exampleData = () => dataOf(EXAMPLE_FILE);
export const examplePlatform = () => platformOf(exampleData());

/** Text of the smallest platform that is right: system and production. A test appends or replaces what it is about. */
export const MINIMAL = `apiVersion: lke-platform.io/v1
name: acme
owners: [platform@acme.example]
cluster:
  region: nl-ams
  kubernetesVersion: '1.34'
  controlPlaneAcl: { ipv4: [203.0.113.0/24] }
environments:
  system:
    nodePools:
      - { name: system, instanceType: g6-standard-4, count: 3 }
  production:
    nodePools:
      - { name: general, instanceType: g6-dedicated-4, count: 3 }
`;

const POOL = { name: 'general', instanceType: 'g6-dedicated-4', count: 3, maxCount: 5 };
const PATCH_VERSION = 'v1.33.6+lke7';

/** A platform of two environments, of the standard tier. */
export const STANDARD = {
  apiVersion: 'lke-platform.io/v1',
  name: 'acme',
  owners: ['platform@acme.example'],
  cluster: { region: 'nl-ams', kubernetesVersion: '1.34', controlPlaneAcl: { ipv4: ['203.0.113.0/24'] } },
  environments: {
    system: { nodePools: [{ ...POOL, name: 'baseline', instanceType: 'g6-standard-8' }] },
    production: { nodePools: [POOL] },
  },
};

/** A platform with everything that only LKE Enterprise has. */
export const ENTERPRISE = {
  ...STANDARD,
  cluster: {
    ...STANDARD.cluster,
    tier: 'enterprise',
    kubernetesVersion: PATCH_VERSION,
    auditLogs: true,
    systemPool: 'baseline',
  },
  network: {
    vpc: { subnet: '10.0.0.0/14' },
    firewall: { attachedTo: 'node-pools' },
    dns: { zone: 'acme.example', soaEmail: 'dns@acme.example' },
  },
  environments: {
    system: { nodePools: [...STANDARD.environments.system.nodePools, POOL] },
    production: { nodePools: [{ ...POOL, kubernetesVersion: PATCH_VERSION, updateStrategy: 'rolling_update' }] },
  },
};
