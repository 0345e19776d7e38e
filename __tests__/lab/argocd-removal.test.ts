import { isArgoCdBuilt } from '@lke-platform/stand-ins/lab/argo-cd';
import { approve } from '../../operations/approvals/approve';
import { readRollouts, type RolloutStatus } from '../../operations/approvals/rollouts';
import { begin } from '../../operations/approvals/begin';
import type { KubernetesClient } from '../../operations/kubernetes/client';
import { ApprovalDesk } from '../support/lab/approval-desk';
import { Attacker } from '../support/lab/attacker';
import { APPLICATIONS, chartFiles, DEVELOPMENT, NAMESPACE, RolloutLab } from '../support/lab/rollout-lab';
import { onLab } from '../support/lab/running';

const onArgoCd = isArgoCdBuilt() ? onLab : describe.skip;
const MERGE = 'application/merge-patch+json';
const REVIEWED = { reason: 'reviewed', now: new Date('2026-11-28T10:00:00Z') };
const ENGINEER = 'system:serviceaccount:lke-platform-access:production-platform-engineer';
const CONFIRMED = 'argocd.argoproj.io/deletion-approved';
const CONFIG_MAPS = `/api/v1/namespaces/${NAMESPACE}/configmaps`;

const application = (name: string, syncWave: number, path = name) => ({
  ...{ name, syncWave, sourceRepo: `infra/helm/${path}`, destinationNamespace: NAMESPACE, approval: 'manual' },
});
const CATALOGUE = application('catalogue', 1);
const SHOP = application('shop', 2);
const TRIAL = {
  ...{ name: 'trial', sourceRepo: 'infra/helm/trial', destinationNamespace: DEVELOPMENT },
  syncPolicy: { automated: true, selfHeal: true, prune: true },
};
/** A ConfigMap more of a chart, or none. */
const more = (chart: string, name: string, isThere = true) => ({
  [`infra/helm/${chart}/templates/${name}.yaml`]: isThere
    ? JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data: { text: 'more' } })
    : '',
});

// One story, in the order of the tests: each goes on from where the one before it ended. A lab of its own.
onArgoCd('what goes from production, with the controllers of Argo CD', () => {
  let lab: RolloutLab;
  let engineer: KubernetesClient;
  let desk: ApprovalDesk;

  beforeAll(async () => {
    lab = await RolloutLab.open([CATALOGUE, SHOP, TRIAL], {
      ...chartFiles('catalogue', 'one'),
      ...chartFiles('shop', 'one'),
      ...chartFiles('trial', 'one'),
      ...more('catalogue', 'old'),
      ...more('catalogue', 'older'),
    });
    engineer = await lab.as();
    desk = await ApprovalDesk.open(lab);
    await rollOut(lab.repository.commit({}), 1, 2);
  });
  afterAll(async () => {
    await desk?.close();
    await lab?.stop();
  });

  const production = async (): Promise<RolloutStatus | undefined> =>
    (await readRollouts(lab.admin, lab.rollouts))?.find(({ name }) => name === 'production');
  async function approveWave(wave: number, revision: string): Promise<void> {
    await lab.until(`wave ${wave} waits for ${revision}`, async () =>
      Boolean((await production())?.waiting.some((it) => it.wave === wave && it.revision === revision)),
    );
    await approve(engineer, (await production())!.waiting[0]!, REVIEWED);
  }
  const ended = () =>
    lab.until('the rollout ends well', async () => {
      const { operation } = (await lab.application('production-root')) ?? {};
      return operation?.phase === 'Succeeded';
    });
  async function rollOut(revision: string, ...waves: number[]): Promise<void> {
    await begin(engineer, 'production');
    for (const wave of waves) await approveWave(wave, revision);
    await ended();
  }
  const waitsToRemove = (name: string) =>
    lab.until(`${name} waits for a confirmation`, async () =>
      Boolean((await production())?.removals.some((it) => it.application === name)),
    );
  /** Of its last wave, a rollout waits for nothing. */
  const runs = (name: string, text: string) =>
    lab.until(`${name} tells ${text}`, async () => (await lab.text(name)) === text);
  const isThere = async (path: string) => (await lab.admin.get(path)) !== undefined;
  const isGone = (path: string) => lab.until(`${path} is gone`, async () => !(await isThere(path)));
  const uidOf = async (path: string) => (await lab.admin.get(path))?.metadata.uid;
  const mark = (value: string) => ({ metadata: { annotations: { [CONFIRMED]: value } } });
  /** Arguments of the command that is printed after these words, with a reason. */
  function printed(text: string, words: string): string[] {
    const [, command = ''] = new RegExp(`${words}: npx lke-platform approve (.*) --reason <text>`).exec(text) ?? [];
    return [...command.split(' '), '--reason', 'looked at'];
  }
  /** Lines that are printed for a cluster-admin after these words. */
  const forAdmin = (text: string, words: string) =>
    [...text.matchAll(new RegExp(`${words}, as cluster-admin[^:]*: (.*)$`, 'gm'))].map(([, line = '']) => line);
  /** What `apply system` does of another platform file. */
  async function apply(...applications: object[]): Promise<void> {
    await lab.rename(applications);
    desk.write(lab.data);
  }

  it('is asked about by those of this platform, and not of another one of the same name', async () => {
    desk.write({ ...lab.data, state: { bucketPrefix: 'acme-of-others' } });
    const { exitCode, stderr } = await desk.approve('--list');
    desk.write(lab.data);

    expect(exitCode).toBe(1);
    expect(stderr).toMatch(
      /another platform of that name: its audit log is \S+, and that of this file \S+\/acme-of-others-ledger/,
    );
  });

  it('stays when a commit has it no more, and a command says what waits', async () => {
    const without = lab.repository.commit({
      ...more('catalogue', 'old', false),
      ...chartFiles('catalogue', 'removing'),
    });
    await begin(engineer, 'production');
    await approveWave(1, without);
    await waitsToRemove('catalogue');
    const [shown, listed] = [await desk.approve('production'), await desk.approve('--list')];

    expect([shown.exitCode, listed.exitCode]).toEqual([2, 2]);
    for (const { stdout } of [shown, listed]) {
      expect(stdout).toContain(
        'waits for a confirmation: catalogue removes what its commit has no more: ConfigMap old\n',
      );
    }
    // Argo CD removes before it deploys.
    expect([await isThere(`${CONFIG_MAPS}/old`), await lab.text('catalogue')]).toEqual([true, 'one']);
  });

  it('goes for nobody else, and by no confirmation beforehand', async () => {
    const path = `${APPLICATIONS}/catalogue`;
    const { since } = (await production())!.removals[0]!;
    const team = await lab.as('lke-platform-access/production-app-team');
    expect((await team.ask('PATCH', path, mark(since), MERGE)).status).toBe(403);
    const controller = new Attacker(await lab.as('argocd/argocd-application-controller'));
    await controller.isRefused('otherwise', 'PATCH', path, mark(since));
    await new Attacker(engineer).isRefused('otherwise', 'PATCH', path, mark('2099-01-01T00:00:00Z'));

    expect(await isThere(`${CONFIG_MAPS}/old`)).toBe(true);
  });

  it('goes by the command that is printed, in the name of who runs it, and nothing else with it', async () => {
    const { stdout } = await desk.approve('production');
    const done = await desk.approve(...printed(stdout, 'to confirm it'));
    expect([done.exitCode, done.stdout]).toEqual([0, expect.stringContaining(`ConfigMap old, by ${ENGINEER}`)]);
    await isGone(`${CONFIG_MAPS}/old`);
    await runs('catalogue', 'removing');
    const again = await desk.approve(...printed(stdout, 'to confirm it'));

    expect([again.exitCode, again.stderr]).toEqual([
      1,
      expect.stringContaining('nothing of catalogue waits to be removed'),
    ]);
    expect(await desk.audited()).toContain(`removal.done by ${ENGINEER}`);
    expect(await isThere(`${CONFIG_MAPS}/older`)).toBe(true);
    await approveWave(2, (await lab.application('catalogue'))!.revision!);
    await ended();
  });

  it('is not removed any more where a newer commit has it again', async () => {
    const without = lab.repository.commit(more('catalogue', 'older', false));
    await begin(engineer, 'production');
    await approveWave(1, without);
    await waitsToRemove('catalogue');
    const uid = await uidOf(`${CONFIG_MAPS}/older`);
    const again = lab.repository.commit({ ...more('catalogue', 'older'), ...chartFiles('catalogue', 'two') });
    await rollOut(again, 1, 2);

    expect(await lab.text('catalogue')).toBe('two');
    expect(await uidOf(`${CONFIG_MAPS}/older`)).toBe(uid);
  });

  it('runs on, and is healed, when platform.yaml names its application no more', async () => {
    await apply(CATALOGUE, TRIAL);
    const { stdout } = await desk.approve('production');
    expect(stdout).toContain('not in platform.yaml any more, and still there as it was deployed last: shop\n');
    await rollOut(lab.repository.commit(chartFiles('catalogue', 'three')), 1);
    await lab.admin.send('PATCH', `${CONFIG_MAPS}/shop`, { data: { text: 'by-hand' } }, MERGE);
    await runs('shop', 'one');

    // A rollout of somebody else, which follows a branch by itself.
    const controller = new Attacker(await lab.as('argocd/argocd-application-controller'));
    const metadata = { annotations: { 'argocd.argoproj.io/tracking-id': 'development-root:a/b:argocd/shop' } };
    await controller.isRefused('taken over by no rollout', 'PATCH', `${APPLICATIONS}/shop`, { metadata });
  });

  it('goes with its application by the commands that are printed, once that is confirmed', async () => {
    const [command = ''] = forAdmin(
      (await desk.approve('production')).stdout,
      'to remove it with all that it deployed',
    );
    await desk.asAdmin(command);
    await waitsToRemove('shop');
    const { stdout } = await desk.approve('production');
    expect(stdout).toContain('shop is removed with all that it deployed: ConfigMap shop, Deployment shop\n');
    expect(await lab.text('shop')).toBe('one');
    const confirmed = await desk.approveAsAdmin(...printed(stdout, 'to confirm it, as cluster-admin'));

    expect([confirmed.exitCode, confirmed.stderr]).toEqual([0, expect.anything()]);
    await isGone(`${APPLICATIONS}/shop`);
    expect(await lab.text('shop')).toBeUndefined();
  });

  it('is taken over, as it is, by an application of another name', async () => {
    const uid = await uidOf(`${CONFIG_MAPS}/catalogue`);
    await apply(application('katalog', 1, 'catalogue'), TRIAL);
    const [command = ''] = forAdmin(
      (await desk.approve('production')).stdout,
      'to leave what it deployed to another application',
    );
    await desk.asAdmin(command);
    await rollOut(lab.repository.commit(chartFiles('catalogue', 'four')), 1);

    await runs('catalogue', 'four');
    expect(await uidOf(`${CONFIG_MAPS}/catalogue`)).toBe(uid);
    expect(await isThere(`${APPLICATIONS}/catalogue`)).toBe(false);
  });

  it('stays when its application moves to another wave, whose gate it waits for from then on', async () => {
    await apply(application('katalog', 3, 'catalogue'), TRIAL);
    await rollOut(lab.repository.commit(chartFiles('catalogue', 'five')), 3);

    await runs('catalogue', 'five');
    expect((await production())?.leftovers.map(({ name }) => name)).toContain('production-wave-1');
  });
});
