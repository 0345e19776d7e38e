import type { Command } from 'commander';
import type { CommandContext } from '../../command-context';
import { addDriftCredentials } from './credentials';
import { addDriftDetect } from './detect';
import { addDriftList } from './list';
import { addDriftRemediate } from './remediate';
import { addDriftSchedule } from './schedule';
import { addDriftShow } from './show';

export function addDrift(program: Command, context: CommandContext): void {
  const drift = program
    .command('drift')
    .description('how far what is deployed is from what was applied last, how bad that is, and who is told');
  for (const add of [
    addDriftDetect,
    addDriftList,
    addDriftShow,
    addDriftRemediate,
    addDriftCredentials,
    addDriftSchedule,
  ])
    add(drift, context);
}
