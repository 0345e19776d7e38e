import { setTimeout as sleep } from 'node:timers/promises';
import { startLab, type Lab, type LabOptions } from '@lke-platform/stand-ins/lab/lab';
import type { KubernetesObject } from '@lke-platform/stand-ins/lab/client';
import { sizeOf } from '@lke-platform/stand-ins/lab/pools';
import { USUAL_PERMISSIONS } from '../../../model/derive/permissions';
import type { EnvironmentName } from '../../../model/entities/environment';
import type { WorkloadController } from '../../../model/lifecycle/admission/controllers';
import { lifecyclePolicies } from '../../../model/lifecycle/admission/policies';
import { REPAIR_CREDENTIAL_KEY, REPAIR_UNTIL_KEY, REPAIR_USER_KEY } from '../../../model/lifecycle/admission/repair';
import type { Status } from '../../../model/lifecycle/status';
import { LIFECYCLE_USER, namespaceOf, STATUS_KEY } from '../../../model/naming';
import { KubernetesClient } from '../../../operations/kubernetes/client';
import { LifecycleUser } from '../../../constructs/lifecycle/lifecycle-user';
import { synthesizeConstruct } from '../construct-root';
import { defaultAccountsOf } from './default-account';

const ADMISSION = '/apis/admissionregistration.k8s.io/v1';
const RBAC = '/apis/rbac.authorization.k8s.io/v1';
const MERGE = 'application/merge-patch+json';

/** A lab of a test's own, with one environment whose gate is in force. */
export interface GatedLab {
  readonly lab: Lab;
  /** As cluster-admin, whom RBAC does not ask. */
  readonly admin: KubernetesClient;
  /** As a ServiceAccount: the account of the role `app-team`, where none is named. */
  readonly as: (serviceAccount?: string) => KubernetesClient;
  /** Sets the label of an environment as the lifecycle does, and waits until the gate knows. */
  readonly setStatus: (status: Status | null, namespace?: string) => Promise<void>;
  /** Lets somebody deploy a fix, as the lifecycle does; undefined lets nobody. */
  readonly letRepair: (repair: { user: string; until: Date; credential?: string } | undefined) => Promise<void>;
  /** A new token of a ServiceAccount, with its id as the API server has it. */
  readonly tokenOf: (
    serviceAccount: string,
  ) => Promise<{ readonly client: KubernetesClient; readonly credential: string }>;
  /** Makes the nodes these. */
  readonly setNodes: (names: readonly string[]) => Promise<void>;
  readonly stop: () => Promise<void>;
}

export const APP_TEAM = 'lke-platform-access/staging-app-team';
const ENVIRONMENT: EnvironmentName = 'staging';
export const NAMESPACE = namespaceOf(ENVIRONMENT);
export const NODES = ['worker-1', 'worker-2'];

export async function startGatedLab(
  options: LabOptions,
  controllers: readonly WorkloadController[] = [],
): Promise<GatedLab> {
  const poolOf = (nodes: readonly string[]) => [
    { id: 'a', type: 'g6-standard-2', region: 'nl-ams', labels: {}, taints: [], nodes, ...sizeOf('g6-standard-2') },
  ];
  const lab = await startLab({ ...options, pools: poolOf(NODES) });
  const admin = new KubernetesClient({ server: lab.server, ca: lab.ca, credential: { token: lab.adminToken } });
  const clients = [admin];
  const as = (serviceAccount = APP_TEAM) => {
    const [namespace, name] = serviceAccount.split('/');
    const groups = ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'];
    const client = admin.as(`system:serviceaccount:${namespace}:${name}`, groups);
    clients.push(client);
    return client;
  };
  await make(lab, '/api/v1/namespaces', { metadata: { name: NAMESPACE } });
  await defaultAccountsOf(admin, [NAMESPACE]);
  for (const [name, spec] of Object.entries(lifecyclePolicies(controllers))) {
    const binding = { policyName: name, validationActions: ['Deny'] };
    await make(lab, `${ADMISSION}/validatingadmissionpolicies`, { metadata: { name }, spec });
    await make(lab, `${ADMISSION}/validatingadmissionpolicybindings`, { metadata: { name }, spec: binding });
  }
  await letLifecycleLabel(lab);
  await give(lab, APP_TEAM, USUAL_PERMISSIONS['app-team']);
  const setStatus: GatedLab['setStatus'] = async (status, namespace = NAMESPACE) => {
    const lifecycle = admin.as(LIFECYCLE_USER);
    await lifecycle.send(
      'PATCH',
      `/api/v1/namespaces/${namespace}`,
      { metadata: { labels: { [STATUS_KEY]: status } } },
      MERGE,
    );
    lifecycle.close();
    await gateSays(admin, status, namespace);
  };
  const letRepair: GatedLab['letRepair'] = async (repair) => {
    const lifecycle = admin.as(LIFECYCLE_USER);
    const annotations = {
      [REPAIR_USER_KEY]: repair?.user ?? null,
      [REPAIR_UNTIL_KEY]: repair?.until.toISOString() ?? null,
      [REPAIR_CREDENTIAL_KEY]: repair?.credential ?? null,
    };
    await lifecycle.send('PATCH', `/api/v1/namespaces/${NAMESPACE}`, { metadata: { annotations } }, MERGE);
    lifecycle.close();
  };
  const tokenOf: GatedLab['tokenOf'] = async (serviceAccount) => {
    const [namespace = '', name = ''] = serviceAccount.split('/');
    await admin.ask('POST', '/api/v1/namespaces', { metadata: { name: namespace } });
    await admin.ask('POST', `/api/v1/namespaces/${namespace}/serviceaccounts`, { metadata: { name } });
    const asked = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: { expirationSeconds: 3600 } };
    const path = `/api/v1/namespaces/${namespace}/serviceaccounts/${name}/token`;
    const { status } = (await admin.send('POST', path, asked)) as { status: { token: string } };
    const { jti } = JSON.parse(Buffer.from(status.token.split('.')[1] ?? '', 'base64url').toString()) as {
      jti: string;
    };
    const client = new KubernetesClient({ server: lab.server, ca: lab.ca, credential: { token: status.token } });
    clients.push(client);
    return { client, credential: `JTI=${jti}` };
  };
  await gateSays(admin, null);
  return {
    ...{ lab, admin, as, setStatus, letRepair, tokenOf },
    setNodes: (names) => lab.setPools(poolOf(names)),
    stop: async () => {
      for (const client of clients) client.close();
      await lab.stop();
    },
  };
}

interface RoleBody {
  readonly metadata: { readonly name: string };
  readonly rule: readonly Record<'api_groups' | 'resources' | 'resource_names' | 'verbs', string[]>[];
}

/** The rights of the lifecycle's user, as the stack `system` gives them. */
async function letLifecycleLabel(lab: Lab): Promise<void> {
  const { resource } = synthesizeConstruct((root) => new LifecycleUser(root, 'lifecycle'));
  for (const { metadata, rule } of Object.values(resource.kubernetes_cluster_role_v1 ?? {}) as unknown as RoleBody[]) {
    const rules = rule.map(({ api_groups: apiGroups, resource_names: resourceNames, ...rest }) => ({
      ...rest,
      ...{ apiGroups, resourceNames },
    }));
    await make(lab, `${RBAC}/clusterroles`, { metadata: { name: metadata.name }, rules });
    await make(lab, `${RBAC}/clusterrolebindings`, {
      metadata: { name: metadata.name },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: metadata.name },
      subjects: [{ kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name: LIFECYCLE_USER }],
    });
  }
}

/** Lets a ServiceAccount do something in the environment. */
export async function give(lab: Lab, serviceAccount: string, rules: readonly object[]): Promise<void> {
  const [namespace = '', account = ''] = serviceAccount.split('/');
  const name = `${namespace}-${account}`;
  await make(lab, `${RBAC}/namespaces/${NAMESPACE}/roles`, { metadata: { name }, rules });
  await make(lab, `${RBAC}/namespaces/${NAMESPACE}/rolebindings`, {
    metadata: { name },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
    subjects: [{ kind: 'ServiceAccount', name: account, namespace }],
  });
}

const make = (lab: Lab, path: string, object: KubernetesObject) => lab.admin.create(path, object);

/**
 * Waits until the gate judges by that status: the API server takes a moment until it knows a policy or a label. Nothing is
 * made by what is asked.
 */
export async function gateSays(admin: KubernetesClient, status: Status | null, namespace = NAMESPACE): Promise<void> {
  const pod = {
    metadata: { generateName: 'probe-' },
    spec: { containers: [{ name: 'app', image: 'example.com/app:1' }] },
  };
  const deadline = Date.now() + 180_000;
  for (;;) {
    const answer = await admin.ask('POST', `/api/v1/namespaces/${namespace}/pods?dryRun=All`, pod);
    const { message = '' } = answer.body as { readonly message?: string };
    const closedBy = `because it is ${status ?? 'not ready'}:`;
    if (status === 'ready' ? answer.status === 201 : answer.status === 422 && message.includes(closedBy)) return;
    if (Date.now() > deadline) throw new Error(`the gate answers ${answer.status} for three minutes: ${message}`);
    await sleep(100);
  }
}
