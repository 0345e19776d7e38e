import type { ArtifactsTold } from '../sources/artifacts-reader';
import { type Family, secondsOf } from './family';

/** The last apply of each stack. */
export function applyFamilies({ applied, unreadable }: Pick<ArtifactsTold, 'applied' | 'unreadable'>): Family[] {
  const stacks = [...applied];
  const seen = [...applied.keys(), ...unreadable];
  return [
    {
      name: 'lke_platform_last_apply_timestamp_seconds',
      help: 'When the last apply of a stack began.',
      labels: ['stack'],
      samples: stacks.map(([stack, { began }]) => ({ labels: { stack }, value: secondsOf(began) ?? 0 })),
    },
    {
      name: 'lke_platform_last_apply_successful',
      help: 'Whether the last apply of a stack came to a good end: 1, or 0 for one that failed, was killed or goes on.',
      labels: ['stack'],
      samples: stacks.map(([stack, { outcome }]) => ({ labels: { stack }, value: outcome === 'done' ? 1 : 0 })),
    },
    {
      name: 'lke_platform_exporter_unreadable_configurations',
      help: 'Whether the applied configuration of a stack is there and cannot be read as one: 1 or 0.',
      labels: ['stack'],
      samples: seen.map((stack) => ({ labels: { stack }, value: unreadable.includes(stack) ? 1 : 0 })),
    },
  ];
}
