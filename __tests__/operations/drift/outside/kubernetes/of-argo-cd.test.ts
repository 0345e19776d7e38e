import type { StackId } from '../../../../../model/naming';
import { Declared } from '../../../../../operations/drift/outside/declared';
import { addDeliveredByArgoCd } from '../../../../../operations/drift/outside/kubernetes/of-argo-cd';
import { Releases } from '../../../../../operations/drift/outside/kubernetes/releases';
import { Unread } from '../../../../../operations/drift/outside/unread';
import type { StateJson } from '../../../../../operations/engine/state-json';
import type { KubernetesClient } from '../../../../../operations/kubernetes/client';
import { resource } from '../../../../support/outside-platform';

const RBAC = 'rbac.authorization.k8s.io';
const KIND = 'ClusterRoleBinding';
const marked = { metadata: { name: 'it', annotations: { 'argocd.argoproj.io/tracking-id': 'ingress:a/b:c/it' } } };

describe('what Argo CD has deployed', () => {
  const unread = new Unread();
  /** What is known when it answers so. @param project of the Application; only `baseline` is one of a release */
  async function known(answer: () => Promise<object[]>, isInstalled = true): Promise<Releases> {
    const names = isInstalled ? ['argocd'] : [];
    const resources = names.map((name) => resource('kubernetes_namespace_v1', name, { metadata: [{ name }] }));
    const state = { serial: 1, lineage: 'a', outputs: {}, resources } as unknown as StateJson;
    const declared = new Declared(new Map<StackId, StateJson>([['system', state]]));
    const releases = new Releases();
    releases.addDelivered('AppProject', 'argocd/baseline');
    const client = { listWhole: answer } as unknown as KubernetesClient;
    await addDeliveredByArgoCd({ client, stacks: ['cluster'], declared, unread }, releases);
    return releases;
  }
  const application = (about: object, project = 'baseline') =>
    Promise.resolve([
      {
        spec: { project },
        status: { resources: [{ group: RBAC, kind: KIND, name: 'it', status: 'Synced', ...about }] },
      },
    ]);
  const isKnown = async (about: object, project?: string) =>
    (await known(() => application(about, project))).have(KIND, 'it', marked);

  it('is declared where it is as its repository has it', async () => {
    expect(await isKnown({})).toBe(true);
    const releases = await known(() => application({ kind: 'RoleBinding', namespace: 'ingress' }));
    expect(releases.have('RoleBinding', 'ingress/it', marked)).toBe(true);
  });

  it.each([
    ['is another than in its repository', { status: 'OutOfSync' }, 'baseline'],
    ['is in its repository no more', { requiresPruning: true }, 'baseline'],
    ['comes by a project that nobody declared', {}, 'default'],
    ['is of another group', { group: 'evil.example' }, 'baseline'],
    ['only bears its mark', { name: 'other' }, 'baseline'],
  ])('is not declared where it %s', async (_, about, project) => {
    expect(await isKnown(about, project)).toBe(false);
  });

  it('is not asked for where Argo CD is not installed', async () => {
    const releases = await known(() => Promise.reject(new Error('asked')), false);

    expect(unread.list).toEqual([]);
    expect(releases.have(KIND, 'it', marked)).toBe(false);
  });

  it('is told by its marks where it could not be read, which is said', async () => {
    const releases = await known(() => Promise.reject(new Error('403')));

    expect(unread.list).toEqual([{ stack: 'cluster', what: 'what Argo CD has deployed could not be read: 403' }]);
    expect(releases.have(KIND, 'it', marked)).toBe(true);
    expect(releases.have(KIND, 'it', { metadata: { name: 'it' } })).toBe(false);
  });
});
