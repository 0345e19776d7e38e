import { TRANSITIONS } from '../../model/lifecycle/transitions';
import type { Flowchart } from './mermaid';

const idOf = (status: string) => `status/${status}`;

/** The statuses of an environment, and the events that lead from one to another; the same for every platform. */
export function lifecycleDiagram(): Flowchart {
  const statuses = [...new Set(TRANSITIONS.flatMap(({ from, to }) => [from, to]))];
  return {
    about: 'The statuses of an environment, and what leads from one to another.',
    boxes: [
      { id: 'outside/apply', lines: ['first apply'], shape: 'outside' },
      ...statuses.map((status) => ({ id: idOf(status), lines: [status] })),
    ],
    arrows: [
      { from: 'outside/apply', to: idOf('provisioning') },
      ...TRANSITIONS.map(({ from, event, to }) => ({ from: idOf(from), to: idOf(to), label: event })),
    ],
  };
}
