import { setTimeout as sleep } from 'node:timers/promises';
import type { Status } from '../../model/lifecycle/status';
import { namespaceOf } from '../../model/naming';
import { defaultAccountsOf } from '../support/lab/default-account';
import { type GatedLab, NAMESPACE, NODES, startGatedLab } from '../support/lab/gated-lab';
import { onLab } from '../support/lab/running';
import { WORKLOADS } from '../support/lab/gated-workloads';

interface Pod {
  readonly metadata: { readonly name: string; readonly uid: string; readonly labels: { readonly kind: string } };
  readonly spec: { readonly nodeName?: string };
  readonly status: { readonly phase: string };
}

const KINDS = ['Deployment', 'StatefulSet', 'ReplicaSet', 'ReplicationController'];
/** Two of the Deployment, and one of each of the others. */
const PODS = 5;
const MODES = [
  ['each has an account of its own', true],
  ['all are one user', false],
] as const;
const ENVIRONMENTS: readonly (readonly [Status, namespace: string])[] = [
  ['degraded', NAMESPACE],
  ['recovering', namespaceOf('development')],
];

/** The pods of an environment, when there are as many as there shall be, none of which is one of those. */
async function running({ admin }: GatedLab, namespace: string, lost: readonly Pod[] = []): Promise<Pod[]> {
  const deadline = Date.now() + 300_000;
  for (;;) {
    const all = (await admin.listWhole(`/api/v1/namespaces/${namespace}/pods`)) as unknown as Pod[];
    const there = all.filter(
      ({ metadata, status }) => status.phase === 'Running' && !lost.some((it) => it.metadata.uid === metadata.uid),
    );
    if (there.length === PODS) return there;
    if (Date.now() > deadline)
      throw new Error(`the pods do not come back: ${JSON.stringify(all.map(({ status }) => status))}`);
    await sleep(500);
  }
}

/** What was in an environment before its node was lost. */
interface Lost {
  readonly gated: GatedLab;
  readonly before: Record<string, readonly Pod[]>;
}

/** Runs something of each kind in every environment, takes the environments out of `ready`, and a node out of the lab. */
async function loseNode(perControllerAccounts: boolean): Promise<Lost> {
  const gated = await startGatedLab({ perControllerAccounts });
  const before: Record<string, readonly Pod[]> = {};
  await gated.admin.send('POST', '/api/v1/namespaces', { metadata: { name: namespaceOf('development') } });
  await defaultAccountsOf(gated.admin, [namespaceOf('development')]);
  for (const [, namespace] of ENVIRONMENTS) {
    await gated.setStatus('ready', namespace);
    for (const kind of KINDS) {
      const [path, object] = WORKLOADS[kind]!('web');
      await gated.admin.send('POST', path.replace(NAMESPACE, namespace), object);
    }
  }
  for (const [status, namespace] of ENVIRONMENTS) {
    before[namespace] = await running(gated, namespace);
    await gated.setStatus(status, namespace);
  }
  await gated.setNodes(NODES.slice(1));
  return { gated, before };
}

// Kubernetes takes the better part of a minute to give up the pods of a lost node: both labs wait for it at once.
onLab('controllers of Kubernetes', () => {
  const labs = new Map<boolean, Lost>();
  beforeAll(async () => {
    const started = await Promise.all(MODES.map(async ([, mode]) => [mode, await loseNode(mode)] as const));
    for (const [mode, lost] of started) labs.set(mode, lost);
  });
  afterAll(() => Promise.all([...labs.values()].map(({ gated }) => gated.stop())));

  describe.each(MODES)('where %s', (_mode, perControllerAccounts) => {
    it.each(ENVIRONMENTS)(
      'bring back the pods of a lost node while the environment is %s',
      async (_status, namespace) => {
        const { gated, before } = labs.get(perControllerAccounts)!;
        const had = before[namespace]!;
        const lost = had.filter(({ spec }) => spec.nodeName === NODES[0]);
        const kindsOf = (pods: readonly Pod[]) => pods.map(({ metadata }) => metadata.labels.kind).sort();

        const after = await running(gated, namespace, lost);
        expect(lost.length).toBeGreaterThan(0);
        expect(new Set(after.map(({ spec }) => spec.nodeName))).toEqual(new Set(NODES.slice(1)));
        expect(kindsOf(after)).toEqual(kindsOf(had));
      },
    );
  });
});
