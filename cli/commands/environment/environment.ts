import type { Command } from 'commander';
import type { CommandContext } from '../../command-context';
import { addEnvironmentHistory } from './history';
import { addEnvironmentObserve } from './observe';
import { addEnvironmentRepair } from './repair';
import { addEnvironmentRetire } from './retire';
import { addEnvironmentStatus } from './status';
import { addEnvironmentTransition } from './transition';
import { addEnvironmentBackUp } from './back-up';
import { addEnvironmentRestoreBackup } from './restore-backup';
import { addEnvironmentVerify } from './verify';

export function addEnvironment(program: Command, context: CommandContext): void {
  const environment = program
    .command('environment')
    .description('the life of an environment: its status, what shows that it is ready, and how it ends');
  for (const add of [
    addEnvironmentStatus,
    addEnvironmentVerify,
    addEnvironmentTransition,
    addEnvironmentHistory,
    addEnvironmentObserve,
    addEnvironmentRepair,
    addEnvironmentRetire,
    addEnvironmentBackUp,
    addEnvironmentRestoreBackup,
  ])
    add(environment, context);
}
