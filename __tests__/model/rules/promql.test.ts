import { promQlErrorIn } from '../../../model/rules/promql';

describe('a query of a dashboard', () => {
  it.each([
    'sum by (pod) (rate(container_cpu_usage_seconds_total{namespace="env-production"}[5m]))',
    // Variables of Grafana's own
    'rate(up[$__rate_interval]) + rate(up[${__interval}]) / $__range_s',
    'increase(up[${__range_s}s]) * $__interval_ms',
    // Variables of the dashboard, wherever they may stand
    'up{namespace="$namespace", pod=~"${pod:regex}", job=~"[[job]]"}',
    'rate(up[$window])',
    'rate(up[${minutes}m])',
    'topk($top, up)',
    'topk([[top]], sum by ($label) (up))',
    '$aggregation(up)',
    '${aggregation} by ($label) (rate($metric[$__rate_interval]))',
    'node_${resource}_bytes{$matchers}',
    'up{pod=${pod:doublequote}}',
    'up{a="b"} $suffix',
    // What is not a variable
    'label_replace(up, "a", "$1", "b", "(.*)$")',
    'up{a="[$"} # with $one, "and [[two]]',
    'up{a=\'it is "$fine"\'}',
    '{"http.server.duration", "service.name"="shop"}',
  ])('is PromQL: %s', (query) => {
    expect(promQlErrorIn(query)).toBeUndefined();
  });

  it.each([
    ['rate(up[5m)', ')'],
    ['rate(up[5m]', ''],
    ['sum(up{a="$a"}', ''],
    ['rate(up{a=$b, [$__rate_interval])', '[$__rate_interval])'],
    ['sum by pod (rate(up[$__rate_interval]))', 'pod (rate(up[$__rate_interval]))'],
    ['up{namespace="$namespace"}) / 2', ') / 2'],
    ['{app="shop"} |= "error"', '|= "error"'],
    ['rate(up[$window]) of $metric', 'of $metric'],
  ])('is not PromQL: %s', (query, rest) => {
    const at = promQlErrorIn(query);
    expect(at === undefined ? undefined : query.slice(at).trim()).toBe(rest);
  });

  it('is not judged where too many variables may stand for anything', () => {
    expect(promQlErrorIn('$a $b $c $d')).toBeUndefined();
  });
});
