import type { ArtifactsTold } from '../sources/artifacts-reader';
import { isThere, type WhatIsThere } from './facts-of';
import { type Family, secondsOf } from './family';

/** The last apply of each stack. */
export function applyFamilies({ applied, unreadable }: Pick<ArtifactsTold, 'applied' | 'unreadable'>): Family[] {
  const stacks = [...applied];
  const seen = [...applied.keys(), ...unreadable];
  return [
    {
      name: 'lke_platform_last_apply_timestamp_seconds',
      help: 'When the last apply of a stack began that had something to do.',
      labels: ['stack'],
      samples: stacks.map(([stack, { changed }]) => ({ labels: { stack }, value: secondsOf(changed) ?? 0 })),
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

/** What can be gone back to, of the stacks that are there. */
export function applySnapshotFamilies(there: WhatIsThere): Family[] {
  const told = [...there.artifacts.applied].filter(([stack]) => isThere(there, stack));
  return [
    {
      name: 'lke_platform_last_apply_snapshot_taken',
      help:
        'Whether the state of a stack can be gone back to as it was before the last apply that had something to do: 1 ' +
        'where a snapshot was taken or there was nothing to keep, else 0.',
      labels: ['stack'],
      samples: told.flatMap(([stack, { snapshot }]) =>
        snapshot === undefined ? [] : [{ labels: { stack }, value: snapshot === 'not-taken' ? 0 : 1 }],
      ),
    },
  ];
}
