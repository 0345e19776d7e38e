import type { Status } from '../../../model/lifecycle/status';

/** The commands that a status asks for. */
export function nextOf(status: Status, environment: string): string[] {
  const run = 'npx lke-platform environment';
  switch (status) {
    case 'degraded':
      return [`${run} repair ${environment} --user <user> --reason <text>`];
    case 'recovering':
      return [`${run} verify ${environment}`, `${run} transition ${environment} --to ready --reason <text>`];
    case 'retired':
      return [`${run} retire ${environment}`];
    default:
      return [];
  }
}
