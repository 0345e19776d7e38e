import { placeOf, restorable } from '../../../../operations/retirement/restore/restorable';

const NOTHING: { services: string[]; kept: string[] } = { services: [], kept: [] };
const of = (kind: string, fields: object = {}, metadata: object = {}) => ({
  ...{ apiVersion: 'v1', kind },
  metadata: { name: 'web', namespace: 'env-staging', ...metadata },
  ...fields,
});
const made = (object: ReturnType<typeof of>, around = NOTHING) => {
  const found = restorable(object, around);
  if (!('object' in found)) throw new Error(found.leftOut);
  return found.object as unknown as {
    metadata: Record<string, unknown>;
    spec: Record<string, unknown>;
    data?: unknown;
  };
};

describe('an object of a backup', () => {
  it('is made without what only the cluster it came from could know', () => {
    const noted = {
      ...{ creationTimestamp: 'x', deletionTimestamp: 'x', finalizers: ['example.com/hold'] },
      ownerReferences: [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'gone' }],
      annotations: { 'deployment.kubernetes.io/revision': '3', team: 'shop' },
    };

    expect(made(of('Deployment', { spec: { replicas: 2 } }, noted))).toEqual(
      of('Deployment', { spec: { replicas: 2 } }, { annotations: { team: 'shop' } }),
    );
  });

  it('is a Service without its addresses and node ports; a headless one stays headless', () => {
    const spec = {
      clusterIP: '10.0.0.7',
      clusterIPs: ['10.0.0.7'],
      healthCheckNodePort: 30001,
      ports: [{ port: 80, nodePort: 30000 }],
    };

    expect(made(of('Service', { spec })).spec).toEqual({ ports: [{ port: 80 }] });
    expect(made(of('Service', { spec: { clusterIP: 'None', clusterIPs: ['None'] } })).spec).toEqual({
      clusterIP: 'None',
      clusterIPs: ['None'],
    });
  });

  it('is a Job that gets a selector of its own, unless somebody chose it', () => {
    const labels = { 'batch.kubernetes.io/controller-uid': 'u', 'job-name': 'web', app: 'web' };
    const spec = {
      selector: { matchLabels: { 'batch.kubernetes.io/controller-uid': 'u' } },
      template: { metadata: { labels }, spec: {} },
    };

    expect(made(of('Job', { spec })).spec).toEqual({ template: { metadata: { labels: { app: 'web' } }, spec: {} } });
    expect(made(of('Job', { spec: { ...spec, manualSelector: true } })).spec).toMatchObject({
      selector: spec.selector,
    });
  });

  it('is a claim that keeps its volume, or gets a new one', () => {
    const claim = of('PersistentVolumeClaim', { spec: { volumeName: 'pv-1', resources: {} } });

    expect(made(claim, { services: [], kept: ['web'] }).spec).toEqual({ volumeName: 'pv-1', resources: {} });
    expect(made(claim).spec).toEqual({ resources: {} });
  });

  it('is a pod on no node, and the Secret of a token without it', () => {
    expect(made(of('Pod', { spec: { nodeName: 'n', containers: [] } })).spec).toEqual({ containers: [] });
    const secret = of(
      'Secret',
      { type: 'kubernetes.io/service-account-token', data: { token: 'eyJ' } },
      {
        annotations: { 'kubernetes.io/service-account.name': 'ci', 'kubernetes.io/service-account.uid': 'u' },
      },
    );
    expect(made(secret)).toEqual(
      of(
        'Secret',
        { type: 'kubernetes.io/service-account-token' },
        { annotations: { 'kubernetes.io/service-account.name': 'ci' } },
      ),
    );
  });

  it.each([
    [
      'it is made by ReplicaSet web-1',
      of(
        'Pod',
        {},
        { ownerReferences: [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web-1', controller: true }] },
      ),
    ],
    ['the cluster makes it', of('EndpointSlice')],
    ['its Service makes it', of('Endpoints')],
    ['it is in every namespace', of('ConfigMap', {}, { name: 'kube-root-ca.crt' })],
    ['it is in every namespace', of('ServiceAccount', {}, { name: 'default' })],
    ['it belongs to the cluster', of('Namespace')],
    ['it belongs to the cluster', of('PersistentVolume')],
  ])('is left out, because %s', (leftOut, object) => {
    expect(restorable(object, { services: ['web'], kept: [] })).toEqual({ leftOut });
  });

  it('comes before those that need it', () => {
    const kinds = ['HorizontalPodAutoscaler', 'Widget', 'Deployment', 'PersistentVolumeClaim', 'Secret'];

    expect(kinds.sort((a, b) => placeOf({ kind: a }) - placeOf({ kind: b })).at(0)).toBe('Secret');
    expect(kinds.slice(1, 3)).toEqual(['PersistentVolumeClaim', 'Widget']);
  });
});
