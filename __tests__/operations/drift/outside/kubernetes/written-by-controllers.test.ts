import { isOfControllers } from '../../../../../operations/drift/outside/kubernetes/written-by-controllers';

/** Fields with one path, as the API server keeps them. */
const fieldsOf = (path: readonly string[]): object =>
  path.reduceRight<object>((below, name) => ({ [name.startsWith('k:') ? name : `f:${name}`]: below }), {});
const judged = (kind: string, path: string[], fields: string[], ...managers: string[]) =>
  isOfControllers(
    path,
    { kind },
    { byOthers: managers.map((manager) => ({ manager, fields: { ...fieldsOf(fields) } })) },
  );
const REVISION = ['metadata', 'annotations', 'deployment.kubernetes.io/revision'];
const CA = ['webhooks', 'a', 'clientConfig', 'caBundle'];
const CA_FIELDS = ['webhooks', 'k:{"name":"a"}', 'clientConfig', 'caBundle'];

describe('what programs of the cluster write into objects of releases', () => {
  it.each([
    ['the revision of a Deployment', 'Deployment', REVISION, REVISION, 'kube-controller-manager'],
    [
      'the volume of a claim',
      'PersistentVolumeClaim',
      ['spec', 'volumeName'],
      ['spec', 'volumeName'],
      'kube-controller-manager',
    ],
    [
      'the end of a balancer',
      'Service',
      ['metadata', 'finalizers'],
      ['metadata', 'finalizers'],
      'linode-cloud-controller-manager',
    ],
    ['the certificate of a webhook', 'ValidatingWebhookConfiguration', CA, CA_FIELDS, 'kube-webhook-certgen'],
    ['what Argo CD is at', 'Application', ['operation'], ['operation'], 'argocd-server'],
  ])('is %s', (_, kind, path, fields, manager) => {
    expect(judged(kind, path, fields, manager)).toBe(true);
    expect(judged(kind, path, fields, manager, 'mallory')).toBe(kind === 'Deployment');
  });

  it.each([
    ['anything else that calls itself a controller', 'Deployment', ['spec', 'paused'], 'kube-controller-manager'],
    ['the rules of a webhook', 'ValidatingWebhookConfiguration', ['webhooks'], 'kube-webhook-certgen'],
    ['the project of an Application', 'Application', ['spec', 'project'], 'argocd-server'],
  ])('is not %s', (_, kind, path, manager) => {
    expect(judged(kind, path, path, manager)).toBe(false);
  });

  it('is not what nobody is known to have written', () => {
    expect(judged('Deployment', REVISION, REVISION)).toBe(false);
  });
});
