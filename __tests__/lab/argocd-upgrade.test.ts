import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isArgoCdBuilt } from '@lke-platform/stand-ins/lab/argo-cd';
import { approve } from '../../operations/approvals/approve';
import { begin } from '../../operations/approvals/begin';
import { readRollouts } from '../../operations/approvals/rollouts';
import type { KubernetesClient } from '../../operations/kubernetes/client';
import { Attacker } from '../support/lab/attacker';
import { renderedWithState } from '../support/lab/forged-status';
import { APPLICATIONS, chartFiles, NAMESPACE, RolloutLab } from '../support/lab/rollout-lab';
import { onLab } from '../support/lab/running';
import { temporaryFolder } from '../support/temporary-folder';

const onArgoCd = isArgoCdBuilt() ? onLab : describe.skip;

const MERGE = 'application/merge-patch+json';
const APPLICATION = `${APPLICATIONS}/catalogue`;
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
/** Templates of policies that a former release had not, and what it asked less of. */
const LATER = ['policy-kept.yaml', 'policy-synced.yaml'];
const NOTED = /{{- define "bootstrap\.isNotedByController" -}}[^]*?{{- end }}/;

/** The chart as a former release had it: with fewer policies, which said nothing of the status. */
function formerChart(): string {
  const folder = join(temporaryFolder(), 'bootstrap');
  cpSync(join(__dirname, '../../infra/helm/bootstrap'), folder, { recursive: true });
  for (const name of LATER) rmSync(join(folder, 'templates', name));
  const helpers = join(folder, 'templates/_helpers.tpl');
  const text = readFileSync(helpers, 'utf8');
  expect(text).toMatch(NOTED);
  writeFileSync(helpers, text.replace(NOTED, '{{- define "bootstrap.isNotedByController" -}}true{{- end }}'));
  return folder;
}

onArgoCd('an upgrade of the chart bootstrap', () => {
  let lab: RolloutLab;
  let engineer: KubernetesClient;
  let smuggled: string;

  beforeAll(async () => {
    const application = { name: 'catalogue', sourceRepo: 'infra/helm/catalogue', destinationNamespace: NAMESPACE };
    lab = await RolloutLab.open([application], chartFiles('catalogue', 'one'));
    engineer = await lab.as();
    await lab.bootstrap(formerChart());
    await rollOut('one');
    smuggled = lab.repository.commit(chartFiles('catalogue', 'smuggled'));
  });
  afterAll(async () => {
    await lab?.stop();
  });

  const waiting = async () =>
    (await readRollouts(engineer, lab.rollouts))?.find(({ name }) => name === 'production')?.waiting[0];
  async function rollOut(text: string): Promise<void> {
    const commit = lab.repository.commit(chartFiles('catalogue', text));
    await begin(engineer, 'production');
    await lab.until('the gate waits', async () => (await waiting())?.revision === commit);
    await approve(engineer, (await waiting())!, { reason: 'reviewed', now: new Date('2026-11-28T10:00:00Z') });
    await lab.until(`${text} runs`, async () => {
      const root = await lab.application('production-root');
      return root?.operation?.phase === 'Succeeded' && (await lab.text('catalogue')) === text;
    });
  }
  const change = async () =>
    lab.admin.ask(
      'PATCH',
      `/api/v1/namespaces/${NAMESPACE}/configmaps/catalogue`,
      { data: { text: 'drifted' } },
      MERGE,
    );

  it('lets applications be healed meanwhile, with a controller that is restarted, and nothing else in', async () => {
    // What a commit could say of the status, as long as no policy refused it.
    const [forged = ''] = await renderedWithState(lab.admin, APPLICATION, smuggled);
    await lab.admin.send('PATCH', APPLICATION, { metadata: { annotations: { [LAST_APPLIED]: forged } } }, MERGE);
    const seen = new Set<string | undefined>();
    const drifting = setInterval(() => {
      void lab.text('catalogue').then((text) => seen.add(text));
      void change();
    }, 1000);
    try {
      await Promise.all([lab.bootstrap(), lab.argoCd.restartController()]);
      await lab.until('it drifted, and was healed', async () => {
        await lab.text('catalogue').then((text) => seen.add(text));
        return seen.has('one') && seen.has('drifted');
      });
    } finally {
      clearInterval(drifting);
    }
    await change();
    await lab.until('it is healed at the end', async () => {
      const [application, text] = [await lab.application('catalogue'), await lab.text('catalogue')];
      return text === 'one' && application?.operation?.phase === 'Succeeded' && application.sync === 'Synced';
    });

    expect([...seen].sort()).toEqual(['drifted', 'one']);
    const status = { status: { sync: { revision: smuggled } } };
    await new Attacker(engineer).isRefused('noted by its controller alone', 'PATCH', APPLICATION, status);
  });

  it('holds the next commit as before, and lets it in once it is approved', async () => {
    await begin(engineer, 'production');
    await lab.until('the gate waits', async () => (await waiting())?.revision === smuggled);
    expect(await lab.text('catalogue')).toBe('one');
    // What a commit said of the status would be taken away with the next one, which is refused like any change of it.
    await new Attacker(engineer).mayDo('PATCH', APPLICATION, { metadata: { annotations: { [LAST_APPLIED]: null } } });
    await rollOut('two');

    const { metadata } = (await lab.admin.get(APPLICATION)) as { metadata: { annotations?: Record<string, string> } };
    expect(metadata.annotations?.[LAST_APPLIED]).not.toContain('operationState');
  });
});
