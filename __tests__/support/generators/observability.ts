import * as fc from 'fast-check';
import { type Part, type Setting } from './setting';
import { map } from './values';

const smtp = map(
  { host: fc.constant('mail.acme.example'), from: fc.constant('alerts@acme.example') },
  { port: fc.constantFrom(25, 587), username: fc.constant('alerts') },
);

export function observability({ alerts }: Setting): Part<'observability'> {
  return fc.boolean().chain((hasMail) => {
    const channel = fc.constantFrom(
      ...['slack:#ops', 'pagerduty:acme', 'webhook:heartbeat', ...(hasMail ? ['email:ops@acme.example'] : [])],
    );
    const route = map({ channel }, { acknowledgeWithin: fc.constantFrom('PT30S', 'PT5M'), escalateTo: channel });
    const routes = fc.record(Object.fromEntries(alerts.map((alert) => [alert, route])));
    const required = { ...(alerts.length > 0 && { alertRoutes: routes }), ...(hasMail && { smtp }) };
    return map(required, {
      ...(alerts.length === 0 && { alertRoutes: routes }),
      defaultRoute: route,
      chartVersion: fc.constantFrom('kube-prometheus-stack-56.3.0', 'kube-prometheus-stack-88.5.2'),
      dashboards: fc.subarray<number | string>([1860, '3662@2', 'dashboards/ingress.json']),
      otelCollectors: fc.integer({ min: 1, max: 20 }),
      retentionDays: fc.integer({ min: 1, max: 365 }),
    });
  });
}
