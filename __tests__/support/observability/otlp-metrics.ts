/** A counter as the SDK of an application sends it: OTLP as JSON. @param name such as `shop.orders` */
export function counterByOtlp(name: string, namespace: string, value: number): object {
  const now = Date.now();
  const point = { asInt: value, timeUnixNano: `${now}000000`, startTimeUnixNano: `${now - 60_000}000000` };
  const sum = { aggregationTemporality: 2, isMonotonic: true, dataPoints: [point] };
  const resource = {
    'service.name': 'shop',
    'service.namespace': 'acme',
    'k8s.namespace.name': namespace,
    'k8s.pod.name': 'shop-0',
  };
  const attributes = Object.entries(resource).map(([key, text]) => ({ key, value: { stringValue: text } }));
  return { resourceMetrics: [{ resource: { attributes }, scopeMetrics: [{ metrics: [{ name, sum }] }] }] };
}
