import type { Command } from 'commander';
import type { CommandContext } from '../../command-context';
import { addHandoffDiff } from './diff';
import { addHandoffPublish } from './publish';
import { addHandoffServe } from './serve';
import { addHandoffShow } from './show';

export function addHandoff(program: Command, context: CommandContext): void {
  const handoff = program
    .command('handoff')
    .description('what application teams are told of an environment: its contract, and what changes in it');
  for (const add of [addHandoffShow, addHandoffDiff, addHandoffPublish, addHandoffServe]) add(handoff, context);
}
