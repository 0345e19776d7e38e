import type { Command } from 'commander';
import type { CommandContext } from '../../command-context';
import { addSecretsKeys } from './keys';
import { addSecretsRotate } from './rotate';
import { addSecretsSet } from './set';
import { addSecretsStatus } from './status';
import { addSecretsSync } from './sync';

export function addSecrets(program: Command, context: CommandContext): void {
  const secrets = program
    .command('secrets')
    .description('the secrets of the environments: from their source, sealed, into the cluster');
  for (const add of [addSecretsSet, addSecretsSync, addSecretsRotate, addSecretsStatus, addSecretsKeys])
    add(secrets, context);
}
