import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { isArgoCdBuilt } from '@lke-platform/stand-ins/lab/argo-cd';
import { approve } from '../../operations/approvals/approve';
import { begin } from '../../operations/approvals/begin';
import { differenceOf } from '../../operations/approvals/difference';
import { type Gate, readRollouts } from '../../operations/approvals/rollouts';
import type { KubernetesClient } from '../../operations/kubernetes/client';
import { APPLICATIONS, chartFiles, DEVELOPMENT, NAMESPACE, RolloutLab } from '../support/lab/rollout-lab';
import { onLab } from '../support/lab/running';

const onArgoCd = isArgoCdBuilt() ? onLab : describe.skip;

const MERGE = 'application/merge-patch+json';
/** A chart that brings a dependency, and takes its time. */
const TRIAL = {
  'infra/helm/payload/Chart.yaml': 'apiVersion: v2\nname: payload\nversion: 1.0.0\n',
  'infra/helm/payload/templates/all.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: payload }\n',
  'infra/helm/trial/Chart.yaml': `apiVersion: v2
name: trial
version: 1.0.0
dependencies: [{ name: payload, version: 1.0.0, repository: 'file://../payload' }]
`,
  'infra/helm/trial/templates/slow.yaml': '{{ range until 4000 }}{{ range until 2000 }}{{ end }}{{ end }}',
};
const IDENT = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ident }\ndata: { text: "$Id$" }\n';

onArgoCd('a checkout of an approved commit', () => {
  let lab: RolloutLab;
  let engineer: KubernetesClient;

  beforeAll(async () => {
    lab = await RolloutLab.open(
      [
        { name: 'catalogue', sourceRepo: 'infra/helm/catalogue', destinationNamespace: NAMESPACE },
        {
          ...{ name: 'trial', sourceRepo: 'infra/helm/trial', destinationNamespace: DEVELOPMENT },
          syncPolicy: { automated: true },
        },
      ],
      {
        ...{ ...chartFiles('catalogue', 'one'), 'infra/helm/catalogue/charts/.gitkeep': '' },
        ...chartFiles('trial', 'one'),
      },
    );
    engineer = await lab.as();
    await waits();
    await approveIt();
    await lab.until('it runs', async () => (await lab.text('catalogue')) === 'one');
  });
  afterAll(async () => {
    await lab?.stop();
  });

  const waiting = async (): Promise<Gate | undefined> =>
    (await readRollouts(engineer, lab.rollouts))?.find(({ name }) => name === 'production')?.waiting[0];
  async function waits(): Promise<void> {
    await begin(engineer, 'production');
    await lab.until('the gate waits', async () => (await waiting()) !== undefined);
  }
  const approveIt = async () =>
    approve(engineer, (await waiting())!, { reason: 'reviewed', now: new Date('2026-11-28T10:00:00Z') });
  const shown = async () => {
    const { applications, revision } = (await waiting())!;
    return (await differenceOf(applications[0]!, revision, process.env)).text;
  };

  it('holds nothing that a chart of another environment puts into its folder meanwhile', async () => {
    symlinkSync('../catalogue/charts', join(lab.repository.folder, 'infra/helm/trial/charts'));
    lab.repository.commit({ ...TRIAL, ...chartFiles('catalogue', 'two') });
    await waits();
    expect(await shown()).not.toContain('payload');
    const again = { metadata: { annotations: { 'argocd.argoproj.io/refresh': 'hard' } } };
    const busy = setInterval(() => void lab.admin.ask('PATCH', `${APPLICATIONS}/trial`, again, MERGE), 200);
    try {
      await lab.until('the chart of development is rendered', async () => {
        const path = `/api/v1/namespaces/${DEVELOPMENT}/configmaps/payload`;
        return (await lab.admin.get(path)) !== undefined;
      });
      await approveIt();
      await lab.until('it runs', async () => (await lab.text('catalogue')) === 'two');
    } finally {
      clearInterval(busy);
    }

    expect(await lab.admin.get(`/api/v1/namespaces/${NAMESPACE}/configmaps/payload`)).toBeUndefined();
  });

  it('is as git makes it of its attributes, which an approver is shown', async () => {
    lab.repository.commit({
      ...{ 'infra/helm/catalogue/templates/ident.yaml': IDENT, '.gitattributes': 'infra/helm/catalogue/** ident\n' },
    });
    await waits();

    expect(await shown()).toContain('+infra/helm/catalogue/** ident');
    await approveIt();
    await lab.until('it runs', async () => /^\$Id: [0-9a-f]{40} \$$/.test((await lab.text('ident')) ?? ''));
  });
});
