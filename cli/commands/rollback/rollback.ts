import type { Command } from 'commander';
import type { CommandContext } from '../../command-context';
import { addRollbackPlan } from './plan';
import { addRollbackRun } from './run';
import { addRollbackVerify } from './verify';

export function addRollback(program: Command, context: CommandContext): void {
  const rollback = program
    .command('rollback')
    .description('go back from a change: its plan, the way step by step, and whether it led there');
  for (const add of [addRollbackPlan, addRollbackRun, addRollbackVerify]) add(rollback, context);
}
