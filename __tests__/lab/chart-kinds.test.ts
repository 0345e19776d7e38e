import { startLab, type Lab } from '@lke-platform/stand-ins/lab/lab';
import { BASELINE_PRIORITY } from '../../model/derive/priority-class';
import { rolloutsOf } from '../../model/derive/rollouts';
import { ENVIRONMENT_NAMES } from '../../model/entities/environment';
import { namespaceOf } from '../../model/naming';
import { baselineFacts, deployedPlatform } from '../support/charts/facts';
import { ownChart } from '../support/charts/folder';
import {
  applyKindsOfIngress,
  applyKindsOfSystem,
  areKindsThere,
  isAccepted,
  withChartsOrNotRun,
} from '../support/charts/on-lab';
import { type ChartObject, renderChart } from '../support/charts/render';
import { onLab } from '../support/lab/running';
import { exampleData, platformOf } from '../support/platforms';
import { temporaryFolder } from '../support/temporary-folder';

const SOLVER = `example.com/solver@sha256:${'a'.repeat(64)}`;
const where = withChartsOrNotRun(areKindsThere(), onLab);

// The kinds are those of the projects, from their Go modules; of charts of others, nothing is taken.
where('the objects of charts of this repository, by the schemas of their kinds', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await startLab();
    for (const name of ['ingress', 'monitoring', ...ENVIRONMENT_NAMES.map(namespaceOf)]) {
      await lab.admin.create('/api/v1/namespaces', { metadata: { name } });
    }
    const { name, value } = BASELINE_PRIORITY;
    await lab.admin.create('/apis/scheduling.k8s.io/v1/priorityclasses', { metadata: { name }, value });
    applyKindsOfSystem(lab);
    applyKindsOfIngress(lab);
  });
  afterAll(() => lab?.stop());

  const platform = platformOf({
    ...exampleData(),
    applications: ENVIRONMENT_NAMES.map((name) => ({
      ...{ name: `sample-${name}`, sourceRepo: 'infra/helm/sample-service', destinationNamespace: namespaceOf(name) },
    })),
  });
  const kindsOf = (objects: readonly ChartObject[]) => [...new Set(objects.map(({ kind }) => kind))].sort();
  const sample = (environment: (typeof ENVIRONMENT_NAMES)[number]) =>
    renderChart({
      folder: ownChart('sample-service', temporaryFolder()),
      ...{ name: `sample-${environment}`, namespace: namespaceOf(environment) },
      values: rolloutsOf(platform).find(({ name }) => name === environment)?.applications[0]?.values,
    });
  const ingress = (values: object) =>
    renderChart({
      folder: ownChart('ingress', temporaryFolder()),
      ...{ name: 'ingress', namespace: 'ingress' },
      values: { ...baselineFacts(deployedPlatform(), 'ingress'), ...values },
    });

  it.each(ENVIRONMENT_NAMES)('are right for the sample service in %s', (environment) => {
    const objects = sample(environment);

    expect(kindsOf(objects)).toEqual(expect.arrayContaining(['HTTPRoute', 'ServiceMonitor']));
    isAccepted(lab, objects);
  });

  it.each([
    ['http01', {}],
    ['dns01', { certificates: { solver: 'dns01' }, dns01: { image: SOLVER } }],
    ['no zone of its own', { dnsZone: '' }],
    [
      'names beside those of environments',
      { certificates: { hosts: { development: ['@', 'app'], production: ['@', 'www'] } } },
    ],
  ])('are right for the ingress with %s', (_name, values) => {
    const objects = ingress(values);

    expect(kindsOf(objects)).toEqual(expect.arrayContaining(['Certificate', 'Gateway', 'HTTPRoute', 'Issuer']));
    isAccepted(lab, objects);
  });

  it.each([
    ['HTTPRoute', { spec: { hostnames: ['not a name'] } }, 'spec.hostnames[0]'],
    ['HTTPRoute', { spec: { rulez: [] } }, 'rulez'],
    ['ServiceMonitor', { spec: { endpoints: [{ interval: 'often' }] } }, 'interval'],
  ])('would be refused, were they wrong: a %s', (kind, change, words) => {
    const object = sample('production').find((it) => it.kind === kind)!;

    expect(() => {
      isAccepted(lab, [{ ...object, spec: { ...object.spec, ...change.spec } }]);
    }).toThrow(words);
  });
});
