import type { Command } from 'commander';
import type { CommandContext } from '../../command-context';
import { addAccessApprove } from './approve';
import { addAccessGrant } from './grant';
import { addAccessList } from './list';
import { addAccessOpen } from './open';
import { addAccessRefuse } from './refuse';
import { addAccessReview } from './review';
import { addAccessRevoke } from './revoke';

export function addAccess(program: Command, context: CommandContext): void {
  const access = program
    .command('access')
    .description('credentials of the cluster for people: who holds one, and until when');
  for (const add of [
    addAccessGrant,
    addAccessApprove,
    addAccessRefuse,
    addAccessOpen,
    addAccessList,
    addAccessRevoke,
    addAccessReview,
  ])
    add(access, context);
}
