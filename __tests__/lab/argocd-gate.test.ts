import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isArgoCdBuilt } from '@lke-platform/stand-ins/lab/argo-cd';
import { approve, gatesFor } from '../../operations/approvals/approve';
import { begin } from '../../operations/approvals/begin';
import { type Gate, readRollouts, type RolloutStatus, WAVE_APPROVALS } from '../../operations/approvals/rollouts';
import type { KubernetesClient } from '../../operations/kubernetes/client';
import { ApprovalDesk } from '../support/lab/approval-desk';
import { onLab } from '../support/lab/running';
import { APPLICATIONS, chartFiles, NAMESPACE, RolloutLab } from '../support/lab/rollout-lab';
import { withoutProgress } from '../support/streams';

const onArgoCd = isArgoCdBuilt() ? onLab : describe.skip;
if (!isArgoCdBuilt()) process.stderr.write('\nNOT RUN: Argo CD is not built: .ci/tools/argo-cd.sh\n\n');

const MERGE = 'application/merge-patch+json';
const application = (name: string, syncWave: number) => ({
  ...{ name, syncWave, sourceRepo: `infra/helm/${name}`, destinationNamespace: NAMESPACE, approval: 'manual' },
});
/** The file that a test before took out of the repository. */
const gates = () => {
  const file = 'infra/helm/applications/templates/gates.yaml';
  return { [file]: readFileSync(join(__dirname, '../..', file), 'utf8') };
};
const NOW = new Date('2026-11-28T10:00:00Z');
// One story, in the order of the tests: each goes on from where the one before it ended. A lab of its own.
onArgoCd('the gate of production, with the controllers of Argo CD', () => {
  let it_: RolloutLab;
  let engineer: KubernetesClient;
  let controller: KubernetesClient;
  let desk: ApprovalDesk;
  let first: string;

  beforeAll(async () => {
    it_ = await RolloutLab.open([application('catalogue', 1), application('shop', 2)], {
      ...chartFiles('catalogue', 'one'),
      ...chartFiles('shop', 'one'),
    });
    first = it_.repository.commit({});
    engineer = await it_.as();
    controller = await it_.as('argocd/argocd-application-controller');
    desk = await ApprovalDesk.open(it_);
  });
  afterAll(async () => {
    await desk?.close();
    await it_?.stop();
  });

  const production = async (): Promise<RolloutStatus | undefined> =>
    (await readRollouts(engineer, it_.rollouts))?.find(({ name }) => name === 'production');
  const waitsFor = async (wave: number, revision: string): Promise<Gate> => {
    await it_.until(`wave ${wave} waits for ${revision}`, async () =>
      Boolean((await production())?.waiting.some((gate) => gate.wave === wave && gate.revision === revision)),
    );
    return (await production())!.waiting[0]!;
  };
  const approveWave = async (wave: number, revision: string) =>
    approve(engineer, await waitsFor(wave, revision), { reason: 'reviewed', now: NOW });
  const runs = (name: string, text: string) =>
    it_.until(`${name} tells ${text}`, async () => (await it_.text(name)) === text);
  const ended = (phase: string) =>
    it_.until(`the rollout ends as ${phase}`, async () => {
      const root = await it_.application('production-root');
      return root?.operation?.phase === phase;
    });
  const refusal = async (client: KubernetesClient, path: string, change: object, method = 'PATCH') => {
    const { status, body } = await client.ask(method, path, change, method === 'PATCH' ? MERGE : undefined);
    return [status, (body as { message?: string }).message ?? ''] as const;
  };
  const said = (text: string) => [422, expect.stringContaining(text)] as unknown;

  it('waits before the first wave, and deploys nothing', async () => {
    await begin(engineer, 'production');
    const gate = await waitsFor(1, first);

    expect(gate).toMatchObject({
      name: 'production-wave-1',
      applications: [{ name: 'catalogue', running: undefined }],
    });
    expect(await it_.application('catalogue')).toBeUndefined();
    await it_.until('the root says what it waits for', async () => {
      const root = await it_.application('production-root');
      return Boolean(root?.operation?.message.includes('WaveApproval/production-wave-1'));
    });
  });

  it('takes an approval in the own name alone, of what waits alone, and none of Argo CD', async () => {
    const path = `${WAVE_APPROVALS}/production-wave-1/status`;
    const username = 'system:serviceaccount:lke-platform-access:production-platform-engineer';
    const approvalBy = (approvedBy: string, approvedRevision = first) => ({ status: { approvedBy, approvedRevision } });

    expect(await refusal(engineer, path, approvalBy('somebody-else'))).toEqual(said('carries the name'));
    expect(await refusal(engineer, path, approvalBy(username, 'b'.repeat(40)))).toEqual(
      said('Only the revision that waits'),
    );
    expect(
      await refusal(controller, path, approvalBy('system:serviceaccount:argocd:argocd-application-controller')),
    ).toEqual(said('Argo CD approves nothing'));
    const other = await it_.as(`${NAMESPACE}/default`);
    expect((await refusal(other, path, approvalBy(`system:serviceaccount:${NAMESPACE}:default`)))[0]).toBe(403);
    expect(
      await refusal(engineer, `${WAVE_APPROVALS}/production-wave-1`, { spec: { revision: 'b'.repeat(40) } }),
    ).toEqual([403, expect.anything()]);
    expect(() =>
      gatesFor(
        {
          ...{ name: 'production', root: undefined, isRunning: true, waiting: [], gates: [], leftovers: [] },
          ...{ errors: [], removals: [], former: [] },
        },
        first,
      ),
    ).toThrow('nothing of production waits');
  });

  it('refuses every way around it, whoever tries', async () => {
    const root = `${APPLICATIONS}/production-root`;
    const part = { operation: { sync: { resources: [{ group: 'argoproj.io', kind: 'Application', name: 'shop' }] } } };
    const local = { operation: { sync: { manifests: ['apiVersion: v1'] } } };
    const elsewhere = { spec: { source: { path: 'infra/helm/shop' } } };
    const { admin } = it_;

    for (const client of [engineer, controller, admin]) {
      expect(await refusal(client, root, part)).toEqual(said('A rollout is synced as a whole'));
      expect(await refusal(client, root, local)).toEqual(said('from its own repository'));
    }
    for (const client of [engineer, controller]) {
      expect(await refusal(client, root, elsewhere)).toEqual(said('follows platform.yaml'));
    }
    const made = (name: string, project: string) => ({
      ...{ apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', metadata: { name } },
      spec: {
        ...{ project, destination: { server: 'https://kubernetes.default.svc', namespace: NAMESPACE } },
        source: { repoURL: it_.repository.url, path: 'infra/helm/shop', targetRevision: first },
      },
    });
    for (const client of [controller, admin]) {
      expect(await refusal(client, APPLICATIONS, made('stranger', 'production'), 'POST')).toEqual(
        said('take the applications of platform.yaml'),
      );
      expect(await refusal(client, APPLICATIONS, made('stranger', 'default'), 'POST')).toEqual(
        said('take the applications of platform.yaml'),
      );
    }
    expect((await refusal(controller, APPLICATIONS, made('catalogue', 'production'), 'POST'))[0]).toBe(422);
    expect(
      await refusal(controller, `${APPLICATIONS.replace('applications', 'appprojects')}/production`, {
        spec: { sourceRepos: ['*'] },
      }),
    ).toEqual(said('fences of the platform'));
  });

  it('lets one wave through at a time, by whom the API server says', async () => {
    const approved = await approveWave(1, first);
    await runs('catalogue', 'one');
    await waitsFor(2, first);

    expect(approved.by).toBe('system:serviceaccount:lke-platform-access:production-platform-engineer');
    expect(await it_.application('shop')).toBeUndefined();
  });

  it('heals while it waits', async () => {
    const change = { data: { text: 'by-hand' } };
    await it_.admin.send('PATCH', `/api/v1/namespaces/${NAMESPACE}/configmaps/catalogue`, change, MERGE);
    await runs('catalogue', 'one');

    expect((await production())?.waiting).toHaveLength(1);
  });

  it('waits on after its controller was restarted in the middle', async () => {
    await it_.argoCd.restartController();
    await approveWave(2, first);
    await runs('shop', 'one');
    await ended('Succeeded');
  });

  it('closes again for a new commit, and tells what it changes', async () => {
    const second = it_.repository.commit(chartFiles('catalogue', 'two'));
    expect((await desk.approve('production')).stdout).toContain('nothing of production waits');
    const begun = await desk.approve('production', '--begin', '--reason', 'release 2');
    expect([begun.exitCode, withoutProgress(begun.stderr)]).toEqual([0, '']);
    const gate = await waitsFor(1, second);

    expect(gate).toMatchObject({ approvedRevision: first, applications: [{ name: 'catalogue', running: first }] });
    const [shown, listed] = [await desk.approve('production'), await desk.approve('--list')];
    expect([shown.exitCode, listed.exitCode]).toEqual([2, 2]);
    expect(listed.stdout).toMatch(new RegExp(`production +1 +waits +${second} +catalogue`));
    expect(shown.stdout).toContain('-data: { text: one,');
    expect(shown.stdout).toContain('+data: { text: two,');
    const other = await desk.approve('production', '--revision', first, '--reason', 'the one before');
    expect([other.exitCode, other.stderr]).toEqual([1, expect.stringContaining('does not wait for this commit')]);
    for (const client of [controller, it_.admin]) {
      const [status] = await refusal(client, `${APPLICATIONS}/catalogue`, {
        spec: { source: { targetRevision: second } },
      });
      expect(status).toBe(422);
      expect(await refusal(client, `${APPLICATIONS}/catalogue`, { operation: { sync: { revision: second } } })).toEqual(
        said('to the commit that was approved'),
      );
    }
    expect(
      await refusal(it_.admin, `${APPLICATIONS}/catalogue`, { spec: { source: { helm: { parameters: [] } } } }),
    ).toEqual(said('changed by its rollout alone'));
    expect(await it_.text('catalogue')).toBe('one');
  });

  it('opens for the commit that somebody looked at, which the audit log has', async () => {
    const { stdout } = await desk.approve('production');
    const [, ...args] = /npx lke-platform approve (production) (--revision) (\S+) (--reason)/.exec(stdout) ?? [];
    const approved = await desk.approve(...args, 'looked at');
    await runs('catalogue', 'two');

    expect([approved.exitCode, withoutProgress(approved.stderr)]).toEqual([0, '']);
    const engineerName = 'system:serviceaccount:lke-platform-access:production-platform-engineer';
    expect(await desk.audited()).toEqual(
      expect.arrayContaining([`approval.done by ${engineerName}`, `rollout.done by ${engineerName}`]),
    );
    expect(await it_.text('shop')).toBe('one');
  });

  it('is not passed by a commit that takes the gates away', async () => {
    const without = it_.repository.commit({
      ...chartFiles('catalogue', 'smuggled'),
      'infra/helm/applications/templates/gates.yaml': '',
    });
    const { endedFormer } = await begin(engineer, 'production');
    await it_.until('the rollout ends with what the API server says', async () => {
      const { phase, message = '' } = (await it_.application('production-root'))?.operation ?? {};
      return phase === 'Failed' && message.includes(`The revision ${without} of catalogue is not approved`);
    });

    expect(endedFormer).toBe(true);
    expect(await it_.text('catalogue')).toBe('two');
  });

  it('asks for no later wave while one does not get healthy', async () => {
    const broken = it_.repository.commit({
      ...chartFiles('catalogue', 'three', 'nodeSelector: { no: node }'),
      ...chartFiles('shop', 'three'),
      ...gates(),
    });
    await begin(engineer, 'production');
    await approveWave(1, broken);
    await ended('Failed');

    expect((await it_.application('catalogue'))?.health).toBe('Degraded');
    expect((await production())?.gates.find(({ wave }) => wave === 2)?.revision).not.toBe(broken);
    expect(await it_.text('shop')).toBe('one');
  });

  it('brings no workload of an approved commit into an environment that is not ready', async () => {
    await it_.setStatus('degraded');
    const fix = it_.repository.commit({ ...chartFiles('catalogue', 'four'), ...chartFiles('shop', 'four') });
    await begin(engineer, 'production');
    await approveWave(1, fix);
    await it_.until('the API server refuses the Deployment', async () =>
      Boolean((await it_.application('catalogue'))?.operation?.message.includes('takes no workloads')),
    );
    await it_.setStatus('ready');
    await approveWave(2, fix);
    await runs('shop', 'four');
    await ended('Succeeded');
  });

  it('keeps what runs when the approved commit is taken out of history, and goes on with the newest', async () => {
    const { url } = it_;
    const before = await it_.text('shop');
    const gone = it_.repository.commit({ ...chartFiles('catalogue', 'five'), ...chartFiles('shop', 'five') });
    await begin(engineer, 'production');
    await approveWave(1, gone);
    await runs('catalogue', 'five');
    await waitsFor(2, gone);
    const newest = it_.repository.takeBack();
    await it_.argoCd.replaceRepoServer();

    const shown = await desk.approve('production');
    expect(shown.stdout).toContain(`the commit that waits is not in ${url} any more`);
    expect(shown.stdout).toContain('npx lke-platform approve production --begin --reason');
    await approveWave(2, gone);
    await it_.until('shop cannot be rendered', async () => ((await it_.application('shop'))?.errors ?? []).length > 0);
    await ended('Succeeded');
    const stuck = await desk.approve('production');
    expect(stuck.stdout).toMatch(new RegExp(`cannot deploy all that was approved[^]*shop: .*${gone}`));
    expect(await it_.text('shop')).toBe(before);
    const change = { data: { text: 'by-hand' } };
    await it_.admin.send('PATCH', `/api/v1/namespaces/${NAMESPACE}/configmaps/catalogue`, change, MERGE);
    await runs('catalogue', 'five');

    await begin(engineer, 'production');
    await waitsFor(1, newest);
    expect((await desk.approve('production')).stdout).toContain(`what runs is not in ${url} any more`);
    await approveWave(1, newest);
    await approveWave(2, newest);
    for (const name of ['catalogue', 'shop']) {
      await it_.until(`${name} is there as the newest commit has it`, async () => {
        const found = await it_.application(name);
        return found?.revision === newest && found.sync === 'Synced' && found.errors.length === 0;
      });
    }
  });
});
