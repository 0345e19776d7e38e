import { STACK_PARTS } from '../../../model/exporter-settings';
import type { PartStates } from '../sources/stack-parts';
import type { Family } from './family';

/** Whether the parts of the observability stack were ready when they were asked last. */
export const partFamilies = (states: PartStates): Family[] => [
  {
    name: 'lke_platform_observability_part_ready',
    help: 'Whether a part of the observability stack said that it is ready: 1 or 0.',
    labels: ['part'],
    samples: STACK_PARTS.map((part) => ({ labels: { part }, value: states[part].ready ? 1 : 0 })),
  },
];
