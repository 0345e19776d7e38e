import type { StackId } from '../../model/naming';
import type { Platform } from '../../model/platform';
import { appliedBefore, readBy } from '../../model/stack-order';
import { baselineNamespaces } from './living';
import type { Arrow, Box, Flowchart } from './mermaid';

const idOf = (stack: StackId) => `stack/${stack}`;

/** The stacks of a platform, the order in which they are applied, and what each reads of the state of another one. */
export function stacksDiagram(platform: Platform): Flowchart {
  const bucket: Box = { id: 'bucket/state', lines: [platform.state.buckets.state, 'all states'], shape: 'store' };
  return {
    about: 'The stacks in the order in which they are applied, and whose outputs each of them reads.',
    boxes: [bucket],
    groups: [{ id: 'group/stacks', title: 'stacks', boxes: platform.stacks.map((stack) => boxOf(platform, stack)) }],
    arrows: [
      ...platform.stacks.flatMap(arrowsOf),
      { from: 'group/stacks', to: bucket.id, label: 'each its state, under a lock' },
    ],
  };
}

function boxOf(platform: Platform, stack: StackId): Box {
  return { id: idOf(stack), lines: [stack, ...contents(platform, stack)] };
}

function contents(platform: Platform, stack: StackId): string[] {
  const { network, environments } = platform;
  if (stack === 'state') return ['buckets'];
  if (stack === 'cluster') {
    const parts = [network.vpc && 'VPC', network.firewall && 'firewall', network.dns && 'DNS zone'].filter(Boolean);
    return [['LKE cluster', ...parts].join(', ')];
  }
  if (environments.some(({ name, retired }) => name === stack && retired)) return ['retired'];
  const own = 'node pools, namespace, limits, policies, access';
  if (stack !== 'system') return [own];
  return [own, `baseline: ${baselineNamespaces(platform).join(', ')}`];
}

function arrowsOf(stack: StackId): Arrow[] {
  const before = appliedBefore(stack);
  const read = readBy(stack);
  return [
    ...(before ? [{ from: idOf(before), to: idOf(stack), kind: 'order', label: 'then' } as const] : []),
    ...(read ? [{ from: idOf(stack), to: idOf(read), label: 'reads outputs' }] : []),
  ];
}
