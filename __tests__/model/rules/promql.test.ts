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
    'topk($top, ${agg} by ($one, $two) (rate(${metric}_total{$matchers}[$window]))) > ${limit}',
    '$agg by ($a, $b, $c, $d, $e) ($metric{$f, $g} offset $ago)',
    '$a $b $c $d',
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
    // However many variables there are, in front of what is wrong and behind it
    ['sum(rate(up[5m]) by ($a) / topk($b, $c) > $d', 'by ($a) / topk($b, $c) > $d'],
    ['sum(up{a=$a, b=$b, c=$c, d=$d, [$window])', '[$window])'],
    ['rate(up[$a]] + $b + $c + $d + $e', '] + $b + $c + $d + $e'],
  ])('is not PromQL: %s', (query, rest) => {
    const at = promQlErrorIn(query);
    expect(at === undefined ? undefined : query.slice(at).trim()).toBe(rest);
  });

  it('is not judged where so many values say nothing that it would take long', () => {
    const many = Array.from({ length: 12 }, (_, index) => `$v${index} +`).join(' ');
    const began = performance.now();

    expect(promQlErrorIn(`sum(${many} up))) by`)).toBeUndefined();
    expect(performance.now() - began).toBeLessThan(4_000);
  });
});
