import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { labPrograms } from '@lke-platform/stand-ins/lab/programs';
import type { KubernetesClient, KubernetesObject } from '@lke-platform/stand-ins/lab/client';
import type { Platform } from '../../../model/platform';
import { ACCESS_NAMESPACE } from '../../../model/naming';
import { resourcesOf, synthesize, type Body, type StackJson } from '../synthesize';
import { labelStatus } from './lifecycle-label';
import { policiesInForce } from './policies-in-force';
import { labClient, runningLab } from './running';
import { defaultAccountsOf } from './default-account';

const RBAC = '/apis/rbac.authorization.k8s.io/v1';

/** Path of the collection of an object, by the type that Terraform has for it. */
const COLLECTIONS: Readonly<Record<string, (namespace: string) => string>> = {
  kubernetes_service_account_v1: (namespace) => `/api/v1/namespaces/${namespace}/serviceaccounts`,
  kubernetes_role_v1: (namespace) => `${RBAC}/namespaces/${namespace}/roles`,
  kubernetes_role_binding_v1: (namespace) => `${RBAC}/namespaces/${namespace}/rolebindings`,
  kubernetes_cluster_role_v1: () => `${RBAC}/clusterroles`,
  kubernetes_cluster_role_binding_v1: () => `${RBAC}/clusterrolebindings`,
};

/**
 * Puts what the stacks of a platform say of access into the lab: namespaces, accounts, roles and bindings as they are
 * synthesized, and the fence by helm, from the chart and the values of the stack.
 *
 * Test files run side by side and helm refuses a release that another run is installing: the first one brings
 * everything, the others wait for it, and try themselves where it fails.
 */
export async function giveAccess(platform: Platform): Promise<void> {
  const at = (name: string) => join(runningLab().folder, name);
  const [begun, given] = [at('access-begun'), at('access-given')];
  for (; !existsSync(given); await sleep(100)) {
    if (!isFirst(begun)) continue;
    try {
      await bringAccess(platform);
      await policiesInForce(labClient());
      writeFileSync(given, '');
    } catch (error) {
      rmSync(begun, { recursive: true });
      throw error;
    }
  }
}

function isFirst(mark: string): boolean {
  try {
    mkdirSync(mark);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function bringAccess(platform: Platform): Promise<void> {
  const { stacks } = synthesize(platform);
  const admin = labClient();
  const names = [...platform.environments.map(({ namespace }) => namespace), 'sealed-secrets', 'monitoring'];
  for (const name of [...names, ACCESS_NAMESPACE]) await make(admin, '/api/v1/namespaces', { metadata: { name } });
  await defaultAccountsOf(admin, names);
  await installPolicies('access-fence', stacks.system?.locals?.access_namespace_policies);
  for (const stack of Object.values(stacks)) {
    for (const { type, body } of resourcesOf(stack)) {
      const collection = COLLECTIONS[type];
      if (collection) await make(admin, ...objectOf(stack, body, collection));
    }
  }
  for (const { name } of platform.environments) await labelStatus(name, 'ready');
}

export async function make(admin: KubernetesClient, collection: string, object: KubernetesObject): Promise<void> {
  const { status, body } = await admin.ask('POST', collection, object);
  if (status !== 409 && status >= 400) throw new Error(`${collection}: ${JSON.stringify(body)}`);
}

interface Metadata {
  readonly name: string;
  readonly namespace?: string;
  readonly labels: Record<string, string>;
  readonly annotations?: Record<string, string>;
}

function objectOf(stack: StackJson, body: Body, collection: (namespace: string) => string): [string, KubernetesObject] {
  const { metadata, rule, role_ref: roleRef, subject, automount_service_account_token: automount } = body;
  const { name, namespace, labels, annotations } = metadata as Metadata;
  const place = resolved(stack, namespace ?? '');
  const subjects = (subject as { name: string }[] | undefined)?.map((it) => ({
    ...it,
    name: resolved(stack, it.name),
  }));
  const ref = roleRef as { api_group: string; kind: string; name: string } | undefined;
  return [
    collection(place),
    {
      metadata: { name, labels, ...(annotations && { annotations }), ...(place && { namespace: place }) },
      ...(rule !== undefined && { rules: (rule as RuleBody[]).map(ruleOf) }),
      ...(ref && { roleRef: { apiGroup: ref.api_group, kind: ref.kind, name: ref.name } }),
      ...(subjects && { subjects }),
      ...(automount !== undefined && { automountServiceAccountToken: automount }),
    },
  ];
}

const ruleOf = ({ api_groups: apiGroups, resource_names: resourceNames, ...rest }: RuleBody) => ({
  apiGroups,
  ...(resourceNames && { resourceNames }),
  ...rest,
});

interface RuleBody {
  readonly api_groups: string[];
  readonly resource_names?: string[];
}

/** The name that a reference to another object of the stack comes to. */
function resolved({ resource }: StackJson, text: string): string {
  const [, type = '', name = ''] = /^\$\{(\w+)\.(\w+)\.metadata\[0\]\.name\}$/.exec(text) ?? [];
  if (type === '') return text;
  return (resource?.[type]?.[name]?.metadata as { name: string }).name;
}

/** Installs the chart of the policies with these values into the lab, by helm, as a release of that name. */
export async function installPolicies(release: string, values: unknown): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), `lke-platform-${release}-`));
  const file = join(folder, 'values.yaml');
  try {
    const chart = join(__dirname, '../../../infra/helm/admission-policies');
    writeFileSync(file, JSON.stringify(values));
    const where = ['--kubeconfig', runningLab().kubeconfig, '--namespace', ACCESS_NAMESPACE];
    await promisify(execFile)(labPrograms().helm, ['upgrade', '--install', release, chart, '-f', file, ...where]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
