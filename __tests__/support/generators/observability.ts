import * as fc from 'fast-check';
import { type Part, type Setting } from './setting';
import { map } from './values';

export function observability({ alerts }: Setting): Part<'observability'> {
  const smtp = fc.constant({ host: 'mail.acme.example', from: 'alerts@acme.example' });
  const route = map(
    {
      channel: fc.constantFrom('slack:#ops', 'email:ops@acme.example', 'pagerduty:acme', 'webhook:heartbeat'),
    },
    { acknowledgeWithin: fc.constantFrom('PT30S', 'PT5M') },
  );
  const routes = fc.record(Object.fromEntries(alerts.map((alert) => [alert, route])));
  return map(alerts.length > 0 ? { alertRoutes: routes, smtp } : { smtp }, {
    ...(alerts.length === 0 && { alertRoutes: routes }),
    chartVersion: fc.constantFrom('kube-prometheus-stack-56.3.0', 'kube-prometheus-stack-88.5.2'),
    dashboards: fc.subarray<number | string>([1860, '3662@2', 'dashboards/ingress.json']),
    otelCollectors: fc.integer({ min: 1, max: 20 }),
    retentionDays: fc.integer({ min: 1, max: 365 }),
  });
}
