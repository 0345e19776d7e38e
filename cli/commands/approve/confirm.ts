import { exitCode } from '../../conventions/exit-codes';
import type { Reply } from '../../conventions/run-command';
import type { CommandContext } from '../../command-context';
import type { RolloutStatus } from '../../../operations/approvals/rollouts';
import type { AuditRecorder } from '../../../operations/audit/record';
import type { KubernetesClient } from '../../../operations/kubernetes/client';
import { auditWarnings } from '../audit/warnings';
import { chainOf } from './chain';

/** Lets Argo CD remove what waits for it of an application, and says what that is. */
export async function confirmed(
  client: KubernetesClient,
  status: RolloutStatus,
  application: string,
  audit: AuditRecorder,
  context: CommandContext,
): Promise<Reply> {
  const { confirmRemoval, removalFor } = await import('../../../operations/approvals/confirm');
  const removal = removalFor(status, application);
  const end = await audit.begin({
    chain: chainOf(status.name),
    kind: 'removal',
    what: `confirms a removal of ${application}: ${removal.objects.join(', ')}`,
    details: { rollout: status.name, ...removal, objects: [...removal.objects] },
  });
  const done = await confirmRemoval(client, removal).catch(async (error: unknown) => {
    await end('failed', { error: (error as Error).message });
    throw error;
  });
  await end('done', { by: done.by });
  return {
    exitCode: exitCode.fine,
    result: { confirmed: done },
    warnings: await auditWarnings(audit, context.streams.env),
    text: ({ green }) => `${green('confirmed')}: ${application} removes ${removal.objects.join(', ')}, by ${done.by}`,
  };
}
