import { loadPlatform } from '../../../model/load';
import { MINIMAL } from '../../support/platforms';

/** What is wrong with pools of system, by rule and field. */
function brokenBy(...pools: readonly string[]): string[] {
  const lines = pools.map((pool) => `      - ${pool}\n`).join('');
  const text = MINIMAL.replace(/ {6}- \{ name: system, .*\n/, lines).replace(
    'cluster:\n',
    'cluster:\n  systemPool: small\n',
  );
  return loadPlatform(text, { file: 'platform.yaml' }).problems.map(({ rule, path }) => `${rule} ${path}`);
}

const SMALL = '{ name: small, instanceType: g6-standard-2, count: 1 }';
const large = (taint: string) =>
  `{ name: large, instanceType: g6-standard-8, count: 2, taints: [{ key: acme.example/x, value: 'true', effect: ${taint} }] }`;

describe('the pools that hold the baseline', () => {
  it.each(['NoSchedule', 'NoExecute'])('are not those with a taint of their own that keeps it off: %s', (effect) => {
    expect(brokenBy(SMALL, large(effect))).toEqual(['baseline-fits environments.system.nodePools[0].count']);
  });

  it('are those, too, that only ask pods to go elsewhere: PreferNoSchedule', () => {
    expect(brokenBy(SMALL, large('PreferNoSchedule'))).toEqual([]);
  });

  it('are those of system alone', () => {
    expect(brokenBy(SMALL)).toEqual(['baseline-fits environments.system.nodePools[0].count']);
  });

  it('count at their largest, which an autoscaler makes of them', () => {
    expect(brokenBy('{ name: small, instanceType: g6-standard-2, count: 1, maxCount: 4 }')).toEqual([]);
  });

  it('need one node that holds the largest pod, however many there are', () => {
    expect(brokenBy('{ name: small, instanceType: g6-standard-1, count: 9 }')).toEqual([
      'baseline-fits environments.system.nodePools[0].instanceType',
    ]);
  });
});
