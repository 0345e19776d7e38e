import type { Command } from 'commander';
import type { CommandContext } from '../../command-context';
import { addAlertsAck } from './ack';
import { addAlertsList } from './list';

export function addAlerts(program: Command, context: CommandContext): void {
  const alerts = program
    .command('alerts')
    .description('alerts that fire: who was told, and who said that they are at it');
  for (const add of [addAlertsList, addAlertsAck]) add(alerts, context);
}
