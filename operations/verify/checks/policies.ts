import { z } from 'zod';
import { ACCESS_NAMESPACE } from '../../../model/naming';
import type { KubernetesClient } from '../../kubernetes/client';
import { installedObjects } from '../../kubernetes/release-manifest';
import { type Check, type Judgement, judged, type VerifySite } from '../check';
import { probes, type ProbeAnswer } from './policy-probes';

/** An object with what it says. */
export interface Said {
  /** Such as `ValidatingAdmissionPolicy lke-platform-gate`. */
  readonly name: string;
  readonly spec: unknown;
}

export interface SeenPolicies {
  /** What the chart of admission policies installed. */
  readonly installed: readonly Said[];
  /** What the cluster has, by the same names. */
  readonly found: ReadonlyMap<string, unknown>;
  /** Names of network policies that were applied, and of those that are there. */
  readonly networkPolicies: { readonly applied: readonly string[]; readonly found: readonly string[] };
  /** What the API server answered to requests that it has to refuse. */
  readonly answers: readonly ProbeAnswer[];
}

const ADMISSION = 'admissionregistration.k8s.io/';

/** Plurals of the kinds of admission policies, as they stand in paths. */
const PLURALS: Readonly<Record<string, string>> = {
  ValidatingAdmissionPolicy: 'validatingadmissionpolicies',
  ValidatingAdmissionPolicyBinding: 'validatingadmissionpolicybindings',
  MutatingAdmissionPolicy: 'mutatingadmissionpolicies',
  MutatingAdmissionPolicyBinding: 'mutatingadmissionpolicybindings',
};

const networkPolicy = z.object({ metadata: z.object({ name: z.string() }) });

/**
 * The admission policies and their bindings are there as they were installed, and the network policies as they were
 * applied. That they are there is not enough: the API server is asked for what each has to refuse, and makes nothing of it.
 */
export const policies: Check = {
  name: 'policies',
  run: async (site) => judgePolicies(await readPolicies(site)),
};

async function readPolicies(site: VerifySite): Promise<SeenPolicies> {
  const { client, applied, environment } = site;
  const objects = (await installedObjects(client, ACCESS_NAMESPACE)).filter(({ apiVersion, kind }) => {
    return apiVersion.startsWith(ADMISSION) && PLURALS[kind] !== undefined;
  });
  const found = new Map<string, unknown>();
  for (const { apiVersion, kind, metadata } of objects) {
    found.set(
      `${kind} ${metadata.name}`,
      await specAt(client, `/apis/${apiVersion}/${PLURALS[kind]}/${metadata.name}`),
    );
  }
  const path = `/apis/networking.k8s.io/v1/namespaces/${environment.namespace}/networkpolicies`;
  return {
    installed: objects.map(({ kind, metadata, spec }) => ({ name: `${kind} ${metadata.name}`, spec })),
    found,
    networkPolicies: {
      applied: z
        .array(networkPolicy)
        .parse(applied.resources('kubernetes_network_policy_v1'))
        .map(({ metadata }) => metadata.name),
      found: (await client.list(path)).map(({ metadata }) => metadata.name),
    },
    answers: await probes(site, JSON.stringify(objects.map(({ spec }) => spec))),
  };
}

/** @returns undefined where there is no such object */
async function specAt(client: KubernetesClient, path: string): Promise<unknown> {
  const found = (await client.get(path)) as { spec?: unknown } | undefined;
  return found?.spec;
}

export function judgePolicies({ installed, found, networkPolicies, answers }: SeenPolicies): Judgement {
  const none = installed.length === 0 ? ['the chart of the admission policies is not installed'] : [];
  const admission = installed.flatMap(({ name, spec }) => {
    const there = found.get(name);
    if (there === undefined) return [`${name} is missing`];
    return saysTheSame(spec, there) ? [] : [`${name} is not as it was installed`];
  });
  const missing = networkPolicies.applied.filter((name) => !networkPolicies.found.includes(name));
  const network = [
    ...(networkPolicies.applied.length === 0 ? ['no network policy was applied'] : []),
    ...missing.map((name) => `the network policy ${name} is missing`),
  ];
  const open = answers.filter(({ asItShould }) => !asItShould).map(({ what }) => what);
  const asked = answers.map(({ name }) => name).join(', ');
  return judged(
    [...none, ...admission, ...network, ...open],
    `${installed.length} admission policies and bindings, ${networkPolicies.applied.length} network policies; asked: ${asked}`,
  );
}

/** What the API server fills in where nothing is said (admissionregistration.k8s.io/v1). */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  failurePolicy: 'Fail',
  matchPolicy: 'Equivalent',
  scope: '*',
  reason: 'Invalid',
  reinvocationPolicy: 'Never',
};

const saysTheSame = (a: unknown, b: unknown) => JSON.stringify(plain(a)) === JSON.stringify(plain(b));

/** Without defaults and what is empty, in one order of keys: what is left has been said. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return typeof value === 'string' ? value.trim() : value;
  const said = Object.entries(value)
    .map(([key, inner]) => [key, plain(inner)] as const)
    .filter(([key, inner]) => !isEmpty(inner) && DEFAULTS[key] !== inner);
  return Object.fromEntries(said.sort(([a], [b]) => (a < b ? -1 : 1)));
}

const isEmpty = (value: unknown) =>
  value === null || value === undefined || (typeof value === 'object' && Object.keys(value).length === 0);
