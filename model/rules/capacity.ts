import { capacityOf, largestNode, PODS_PER_NODE } from '../capacity';
import type { Path } from '../problem';
import { parseCpu, parseMemory } from '../quantity';
import type { Report, Rule } from './rule';
import { environmentsOf } from './walk';

type Resources = { readonly cpu?: string | undefined; readonly memory?: string | undefined } | undefined;

export const quotaFits: Rule = {
  id: 'quota-fits-pools',
  about: "An environment's quota fits what its pools hold at maxCount",
  source: 'data-model.md, Environment',
  check(draft, report, catalogue) {
    for (const { name, path, environment } of environmentsOf(draft)) {
      const capacity = environment.nodePools && capacityOf(environment.nodePools, catalogue);
      const { cpu, memory, pods } = environment.quota ?? {};
      if (!capacity) continue;
      const refuse = (key: string, holds: string) => {
        report([...path, 'quota', key], {
          what: `the pools of ${name} hold ${holds} at their largest, less than the quota`,
          allowed: `at most ${holds}`,
          fix: `lower the quota, or raise maxCount of a pool of ${name}`,
        });
      };
      if ((parseCpu(cpu ?? '') ?? 0) > capacity.cpu) refuse('cpu', `${capacity.cpu} cores`);
      if ((parseMemory(memory ?? '') ?? 0) > capacity.memory) refuse('memory', `${capacity.memory}Gi`);
      const mostPods = capacity.nodes * PODS_PER_NODE;
      if ((pods ?? 0) > mostPods) refuse('pods', `${mostPods} pods`);
    }
  },
};

export const limitRangeConsistent: Rule = {
  id: 'limit-range-consistent',
  about: 'Container defaults stay within the largest limit, and that within the largest node',
  source: 'Kubernetes LimitRange',
  check(draft, report, catalogue) {
    for (const { path, environment } of environmentsOf(draft)) {
      const { defaultRequest, default: defaultLimit, max } = environment.limitRange ?? {};
      const at = [...path, 'limitRange'];
      notMore(report, at, ['defaultRequest', defaultRequest], ['default', defaultLimit]);
      notMore(report, at, ['defaultRequest', defaultRequest], ['max', max]);
      notMore(report, at, ['default', defaultLimit], ['max', max]);
      const largest = largestNode(environment.nodePools ?? [], catalogue);
      if (!max || largest.cpu === 0) continue;
      const node = { cpu: String(largest.cpu), memory: `${largest.memory}Gi` };
      notMore(report, at, ['max', max], ['the largest node', node]);
    }
  },
};

function notMore(
  report: Report,
  path: Path,
  [key, value]: [string, Resources],
  [bound, limit]: [string, Resources],
): void {
  const compare = (resource: 'cpu' | 'memory', parse: (text: string) => number | undefined) => {
    const given = value?.[resource];
    const most = limit?.[resource];
    if (given === undefined || most === undefined || (parse(given) ?? 0) <= (parse(most) ?? 0)) return;
    report([...path, key, resource], {
      what: `${resource} of ${key} is more than that of ${bound}, ${most}`,
      allowed: `at most ${most}`,
      fix: `lower it to ${most} or less`,
      given,
    });
  };
  compare('cpu', parseCpu);
  compare('memory', parseMemory);
}
