import { baselineFacts, deployedPlatform } from '../support/charts/facts';
import { completeChart, isComplete } from '../support/charts/folder';
import { areKindsThere, withChartsOrNotRun } from '../support/charts/on-lab';
import { renderChart } from '../support/charts/render';
import { gatewayArguments, givenToTraefik } from '../support/charts/traefik';
import { onLab } from '../support/lab/running';
import { temporaryFolder } from '../support/temporary-folder';

const CHART = 'ingress';
const where = withChartsOrNotRun(isComplete(CHART) && areKindsThere(), onLab);

where('the arguments of Traefik in the chart ingress', () => {
  it('are what other tests start it with, and switch nothing of its API on', () => {
    const folder = completeChart(CHART, temporaryFolder());
    const values = baselineFacts(deployedPlatform(), CHART);
    const traefik = renderChart({ folder, name: CHART, namespace: CHART, values }).find(
      ({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'traefik',
    );
    const { template } = traefik?.spec as { template: { spec: { containers: [{ args: string[] }] } } };
    const [{ args }] = template.spec.containers;

    expect(gatewayArguments(args)).toEqual(givenToTraefik());
    expect(args.filter((it) => it.startsWith('--api'))).toEqual([]);
  });
});
