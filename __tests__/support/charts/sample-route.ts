import { join } from 'node:path';
import { type ChartObject, renderChart } from './render';

/** The route of the chart sample-service in development, with what is usual. */
export function sampleRoute(): ChartObject {
  const objects = renderChart({
    folder: join(__dirname, '../../../infra/helm/sample-service'),
    name: 'sample-service',
    namespace: 'env-development',
    values: { domains: ['dev.acme.example'] },
  });
  const route = objects.find(({ kind }) => kind === 'HTTPRoute');
  if (!route) throw new Error('the chart sample-service makes no route');
  return route;
}
