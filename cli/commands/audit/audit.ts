import type { Command } from 'commander';
import type { CommandContext } from '../../command-context';
import { addAuditDeliver } from './deliver';
import { addAuditExport } from './export';
import { addAuditList } from './list';
import { addAuditVerify } from './verify';

export function addAudit(program: Command, context: CommandContext): void {
  const audit = program.command('audit').description('the audit log: who did what to the platform, when and why');
  for (const add of [addAuditList, addAuditVerify, addAuditExport, addAuditDeliver]) add(audit, context);
}
