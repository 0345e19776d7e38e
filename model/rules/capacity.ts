import { capacityForPods, largestNode, PODS_PER_NODE } from '../capacity';
import type { Path } from '../problem';
import { parseCpu, parseMemory } from '../quantity';
import type { Report, Rule } from './rule';
import { environmentsOf } from './walk';

type Resources = { readonly cpu?: string | undefined; readonly memory?: string | undefined } | undefined;

export const quotaFits: Rule = {
  id: 'quota-fits-pools',
  about: "An environment's quota fits what its pools hold at maxCount, in system without what the baseline requests",
  source: 'data-model.md, Environment',
  check(draft, report, catalogue) {
    for (const { name, path, environment } of environmentsOf(draft)) {
      const capacity = environment.nodePools && capacityForPods(name, environment.nodePools, draft, catalogue);
      const { cpu, memory, pods } = environment.quota ?? {};
      if (!capacity) continue;
      const refuse = (key: string, holds: string) => {
        report([...path, 'quota', key], {
          what: `the pools of ${name} hold ${holds} at their largest${name === 'system' ? ', the baseline taken off' : ''}, less than the quota`,
          allowed: `at most ${holds}`,
          fix: `lower the quota, or raise count or maxCount of a pool of ${name}`,
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
      const { cpu, memory } = largestNode(environment.nodePools ?? [], catalogue);
      const node = { name: 'the largest node', ...(cpu > 0 && { cpu: String(cpu), memory: `${memory}Gi` }) };
      const bounds = { default: { name: 'default', ...defaultLimit }, max: { name: 'max', ...max } };
      const at = (key: string) => [...path, 'limitRange', key];
      notMore(report, at('defaultRequest'), defaultRequest, [bounds.default, bounds.max, node]);
      notMore(report, at('default'), defaultLimit, [bounds.max]);
      notMore(report, at('max'), max, [node]);
    }
  },
};

export const defaultsFitQuota: Rule = {
  id: 'defaults-fit-quota',
  about: "A container that says nothing of its resources fits the environment's quota",
  source: 'Kubernetes ResourceQuota',
  check(draft, report) {
    const warn: Report = (path, finding) => {
      report(path, { ...finding, severity: 'warning' });
    };
    for (const { path, environment } of environmentsOf(draft)) {
      const { defaultRequest, default: defaultLimit } = environment.limitRange ?? {};
      const quota = { name: 'the quota', ...environment.quota };
      notMore(warn, [...path, 'limitRange', 'defaultRequest'], defaultRequest, [quota]);
      // Of CPU, the quota limits requests alone.
      const { memory } = quota;
      notMore(warn, [...path, 'limitRange', 'default'], { memory: defaultLimit?.memory }, [
        { name: quota.name, memory },
      ]);
    }
  },
};

/** Reports what is more than the least of its bounds. */
function notMore(
  report: Report,
  path: Path,
  value: Resources,
  bounds: readonly ({ name: string } & Resources)[],
): void {
  const compare = (resource: 'cpu' | 'memory', parse: (text: string) => number | undefined) => {
    const given = value?.[resource];
    const amounts = bounds.flatMap(({ name, [resource]: text }) => (text === undefined ? [] : [{ name, text }]));
    const least = amounts.sort((a, b) => (parse(a.text) ?? 0) - (parse(b.text) ?? 0))[0];
    if (given === undefined || !least || (parse(given) ?? 0) <= (parse(least.text) ?? 0)) return;
    report([...path, resource], {
      what: `${resource} of ${String(path.at(-1))} is more than that of ${least.name}, ${least.text}`,
      // What is compared may be the default of a field that the file leaves out.
      given,
      allowed: `at most ${least.text}`,
      fix: `write limitRange.${String(path.at(-1))}.${resource}: ${least.text} or less`,
    });
  };
  compare('cpu', parseCpu);
  compare('memory', parseMemory);
}
