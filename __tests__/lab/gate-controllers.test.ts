import { setTimeout as sleep } from 'node:timers/promises';
import type { Status } from '../../model/lifecycle/status';
import { type GatedLab, NODES, startGatedLab } from '../support/lab/gated-lab';
import { onLab } from '../support/lab/running';
import { CORE, WORKLOADS } from '../support/lab/gated-workloads';

interface Pod {
  readonly metadata: { readonly name: string; readonly uid: string; readonly labels: { readonly kind: string } };
  readonly spec: { readonly nodeName?: string };
  readonly status: { readonly phase: string };
}

const KINDS = ['Deployment', 'StatefulSet', 'ReplicaSet', 'ReplicationController'];
/** Two of the Deployment, and one of each of the others. */
const PODS = 5;

onLab.each([
  ['each has an account of its own', true],
  ['all are one user', false],
])('controllers of Kubernetes, where %s', (_mode, perControllerAccounts) => {
  let gated: GatedLab;
  beforeAll(async () => {
    gated = await startGatedLab({ perControllerAccounts });
    await gated.setStatus('ready');
    for (const kind of KINDS) await gated.admin.send('POST', ...WORKLOADS[kind]!('web'));
    await running();
  });
  afterAll(() => gated.stop());

  /** The pods, when there are as many as there shall be, none of which is one of those. */
  async function running(lost: readonly Pod[] = []): Promise<Pod[]> {
    const deadline = Date.now() + 150_000;
    for (;;) {
      const all = (await gated.admin.listWhole(`${CORE}/pods`)) as unknown as Pod[];
      const there = all.filter(
        ({ metadata, status }) => status.phase === 'Running' && !lost.some((it) => it.metadata.uid === metadata.uid),
      );
      if (there.length === PODS) return there;
      if (Date.now() > deadline)
        throw new Error(`the pods do not come back: ${JSON.stringify(all.map(({ status }) => status))}`);
      await sleep(500);
    }
  }

  it.each<[Status, string]>([
    ['degraded', NODES[0]!],
    ['recovering', NODES[1]!],
  ])('bring back the pods of a lost node while the environment is %s', async (status, node) => {
    const before = await running();
    const lost = before.filter(({ spec }) => spec.nodeName === node);
    await gated.setStatus(status);
    // What is left has to be somewhere.
    const other = NODES.find((it) => it !== node)!;
    await gated.setNodes([node, other]);
    await gated.setNodes([other]);

    const after = await running(lost);
    expect(lost.length).toBeGreaterThan(0);
    expect(new Set(after.map(({ spec }) => spec.nodeName))).toEqual(new Set([other]));
    expect(after.map(({ metadata }) => metadata.labels.kind).sort()).toEqual(
      before.map(({ metadata }) => metadata.labels.kind).sort(),
    );
  });
});
