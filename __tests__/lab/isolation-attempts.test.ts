import type { KubernetesClient } from '@lke-platform/stand-ins/lab/client';
import type { Lab } from '@lke-platform/stand-ins/lab/lab';
import { tokenOf } from '../support/lab/grants';
import { isolatedLab } from '../support/lab/isolation';
import { labClient, onLab } from '../support/lab/running';
import { podSpec, WORKLOADS } from '../support/lab/workloads';

const NS = 'env-production';

onLab('what an application team may try in its environment', () => {
  let lab: Lab;
  let team: KubernetesClient;
  beforeAll(async () => {
    lab = await isolatedLab();
    team = labClient(await tokenOf('production-app-team'));
  }, 420_000);
  afterAll(() => lab.stop());

  const CLASS = { runtimeClassName: NS };
  const root = (securityContext: object) => ({
    ...CLASS,
    containers: [
      {
        ...podSpec().containers[0],
        securityContext: { ...podSpec().containers[0]?.securityContext, ...securityContext },
      },
    ],
  });
  it.each([
    ['the network of the node', { ...CLASS, hostNetwork: true }],
    ['the processes of the node', { ...CLASS, hostPID: true }],
    ['the files of the node', { ...CLASS, volumes: [{ name: 'node', hostPath: { path: '/' } }] }],
    ['all rights', root({ privileged: true, allowPrivilegeEscalation: true })],
    ['more rights', root({ capabilities: { drop: ['ALL'], add: ['SYS_ADMIN'] } })],
    ['the way to more rights', root({ allowPrivilegeEscalation: true })],
    ['the user root', root({ runAsUser: 0 })],
    ['no filter of system calls', root({ seccompProfile: { type: 'Unconfined' } })],
    [
      'a port of the node',
      { ...CLASS, containers: [{ ...podSpec().containers[0], ports: [{ containerPort: 80, hostPort: 80 }] }] },
    ],
  ])('a pod with %s is refused by its pod security', async (_what, spec) => {
    const asked = team.create(WORKLOADS.Pod.path(NS), WORKLOADS.Pod.object('tried', podSpec(spec)));

    await expect(asked).rejects.toThrow('violates PodSecurity "restricted:latest"');
  });

  const inNamespace = (group: string, plural: string) => `/apis/${group}/namespaces/${NS}/${plural}`;
  it.each([
    [
      'open its network policies',
      'POST',
      inNamespace('networking.k8s.io/v1', 'networkpolicies'),
      { metadata: { name: 'open' }, spec: { podSelector: {}, ingress: [{}], egress: [{}] } },
    ],
    ['delete them', 'DELETE', inNamespace('networking.k8s.io/v1', 'networkpolicies/default-deny'), undefined],
    [
      'raise its quota',
      'PATCH',
      `/api/v1/namespaces/${NS}/resourcequotas/environment`,
      { spec: { hard: { pods: '9999' } } },
    ],
    ['lift its limits', 'DELETE', `/api/v1/namespaces/${NS}/limitranges/environment`, undefined],
    [
      'take its pod security off',
      'PATCH',
      `/api/v1/namespaces/${NS}`,
      { metadata: { labels: { 'pod-security.kubernetes.io/enforce': null } } },
    ],
    [
      'make a class of its own',
      'POST',
      '/apis/node.k8s.io/v1/runtimeclasses',
      { metadata: { name: 'mine' }, handler: 'runc' },
    ],
    ['change a class', 'PATCH', `/apis/node.k8s.io/v1/runtimeclasses/${NS}`, { scheduling: null }],
    [
      'make a priority',
      'POST',
      '/apis/scheduling.k8s.io/v1/priorityclasses',
      { metadata: { name: `${NS}-first` }, value: 1_000_000_000 },
    ],
    [
      'take a policy away',
      'DELETE',
      '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies/lke-platform-placement',
      undefined,
    ],
    [
      'take its binding away',
      'DELETE',
      '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicybindings/lke-platform-placement',
      undefined,
    ],
    [
      'label a node',
      'PATCH',
      '/api/v1/nodes/lke-staging-general-1',
      { metadata: { labels: { 'lke-platform.io/environment': 'production' } } },
    ],
    ['act as a controller', 'POST', `/api/v1/namespaces/kube-system/serviceaccounts/replicaset-controller/token`, {}],
    ['write the status of a pod', 'PATCH', `/api/v1/namespaces/${NS}/pods/x/status`, {}],
    [
      'forge a former template',
      'POST',
      inNamespace('apps/v1', 'controllerrevisions'),
      { metadata: { name: 'x' }, revision: 1 },
    ],
  ])('it may not %s', async (_what, method, path, body) => {
    expect(
      (await team.ask(method, path, body, method === 'PATCH' ? 'application/merge-patch+json' : undefined)).status,
    ).toBe(403);
  });
});
