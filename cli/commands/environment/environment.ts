import type { Command } from 'commander';
import type { CommandContext } from '../../command-context';
import { addEnvironmentVerify } from './verify';

export function addEnvironment(program: Command, context: CommandContext): void {
  const environment = program
    .command('environment')
    .description('the life of an environment: what shows that it is ready, and how it ends');
  for (const add of [addEnvironmentVerify]) add(environment, context);
}
