import { DRIFT_NAMESPACE } from '../../model/derive/drift-rights';
import { cronJobManifests, indexedJobManifests } from '../../operations/drift/schedule/manifests';
import { labClient, onLab } from '../support/lab/running';

const IMAGE = `registry.example/lke-platform-drift@sha256:${'0'.repeat(64)}`;
const COLLECTIONS: Readonly<Record<string, string>> = {
  ClusterRoleBinding: '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings',
  ConfigMap: `/api/v1/namespaces/${DRIFT_NAMESPACE}/configmaps`,
  CronJob: `/apis/batch/v1/namespaces/${DRIFT_NAMESPACE}/cronjobs`,
  Job: `/apis/batch/v1/namespaces/${DRIFT_NAMESPACE}/jobs`,
  Namespace: '/api/v1/namespaces',
  NetworkPolicy: `/apis/networking.k8s.io/v1/namespaces/${DRIFT_NAMESPACE}/networkpolicies`,
  ServiceAccount: `/api/v1/namespaces/${DRIFT_NAMESPACE}/serviceaccounts`,
};

onLab('what looks for drift from inside a cluster', () => {
  const admin = labClient();
  afterAll(async () => {
    await admin.remove(`/api/v1/namespaces/${DRIFT_NAMESPACE}`);
    admin.close();
  });
  const labels = { 'pod-security.kubernetes.io/enforce': 'restricted' };
  const cronJob = cronJobManifests({
    image: IMAGE,
    schedule: '17 5 * * *',
    environments: ['development', 'production'],
    server: 'https://10.0.0.1:6443',
  });
  const job = indexedJobManifests(IMAGE, ['acme', 'shop', 'blog'], 2);
  beforeAll(() => admin.create('/api/v1/namespaces', { metadata: { name: DRIFT_NAMESPACE, labels } }));

  it.each([...cronJob, ...job].map((manifest) => ({ kind: String(manifest.kind), manifest })))(
    'is accepted by the API server: $kind',
    async ({ kind, manifest }) => {
      const dryRun = `${COLLECTIONS[kind]}?dryRun=All&fieldValidation=Strict`;
      const { status, body } = await admin.ask('POST', dryRun, manifest);

      // The namespace is there.
      expect({ status, message: body.message }).toMatchObject({ status: kind === 'Namespace' ? 409 : 201 });
    },
  );

  it.each([
    ['the CronJob', cronJob],
    ['the Job', job],
  ])('has pods that the strictest level of pod security admits: %s', async (_, manifests) => {
    const { spec } = manifests.at(-1) as { spec: { template?: object; jobTemplate?: { spec: { template: object } } } };
    const { spec: pod } = (spec.template ?? spec.jobTemplate?.spec.template) as { spec: object };
    // An account that is not there refuses a pod, whatever its level.
    const asked = { metadata: { name: 'drift-pod' }, spec: { ...pod, serviceAccountName: 'default' } };
    await admin.ask('POST', COLLECTIONS.ServiceAccount ?? '', { metadata: { name: 'default' } });
    const { status, body } = await admin.ask('POST', `/api/v1/namespaces/${DRIFT_NAMESPACE}/pods?dryRun=All`, asked);

    expect({ status, message: body.message }).toMatchObject({ status: 201 });
  });
});
