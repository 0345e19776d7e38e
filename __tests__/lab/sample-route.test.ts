import { baselineFacts, deployedPlatform } from '../support/charts/facts';
import { completeChart, isComplete } from '../support/charts/folder';
import { areKindsThere, withChartsOrNotRun } from '../support/charts/on-lab';
import { renderChart } from '../support/charts/render';
import { sampleRoute } from '../support/charts/sample-route';
import { onLab } from '../support/lab/running';
import { temporaryFolder } from '../support/temporary-folder';

const CHART = 'ingress';
const facts = baselineFacts(deployedPlatform(), CHART);
const where = withChartsOrNotRun(isComplete(CHART) && areKindsThere(), onLab);

where('the route of the sample service', () => {
  it.each([
    ['http01', {}],
    ['dns01', { certificates: { solver: 'dns01' }, dns01: { image: `example.com/solver@sha256:${'a'.repeat(64)}` } }],
  ])('has a listener by %s, with what is usual in both charts', (_name, values) => {
    const folder = completeChart(CHART, temporaryFolder());
    const objects = renderChart({ folder, name: CHART, namespace: CHART, values: { ...facts, ...values } });
    const gateway = objects.find(({ kind }) => kind === 'Gateway');
    const { listeners } = gateway?.spec as { readonly listeners: readonly { readonly hostname?: string }[] };
    const { hostnames } = sampleRoute().spec as { readonly hostnames: readonly string[] };

    expect(hostnames).toHaveLength(1);
    expect(listeners.map(({ hostname }) => hostname)).toEqual(expect.arrayContaining([...hostnames]));
  });
});
