import type { Platform } from '../../../model/platform';
import type { ReadSecret } from '../../drift/notify/incident-targets';
import { post, type Retries } from '../../drift/notify/post';
import { sendToSlack } from '../../drift/notify/slack';
import type { Log } from './log';

/** What people are told of, beside what the ledger has. */
export interface Message {
  /** In a sentence. */
  readonly text: string;
  /** Whoever gets it a second time knows it by this. */
  readonly id: string;
  /** For programs. It holds no secret. */
  readonly about: Readonly<Record<string, string>>;
}

export interface TellProps {
  readonly service: NonNullable<Platform['handoffService']>;
  readonly read: ReadSecret;
  readonly log: Log;
  readonly retries?: Retries | undefined;
}

/** Tells the channel of Slack and the webhook that the platform file names. Never rejects. @returns whether all know it */
export async function tellPeople(
  { text, id, about }: Message,
  { service: { slackWebhook, webhook }, read, log, retries }: TellProps,
): Promise<boolean> {
  const deliveries = [
    ...(slackWebhook === undefined ? [] : [async () => sendToSlack(await read(slackWebhook), text, retries)]),
    ...(webhook === undefined
      ? []
      : [
          async () => {
            const headers = { 'idempotency-key': id };
            await post({ url: await read(webhook), place: 'the webhook', headers, body: { text, ...about } }, retries);
          },
        ]),
  ];
  const ends = await Promise.allSettled(deliveries.map((deliver) => deliver()));
  const failed = ends.filter((end) => end.status === 'rejected');
  for (const { reason } of failed) log('error', 'nobody was told', { error: (reason as Error).message });
  return failed.length === 0;
}
