import { IncomingWebhook } from '@slack/webhook';
import type { Retries } from './post';

/** Slack takes 40000 characters of a message. */
const LONGEST = 39_000;

/**
 * Sends a message to a channel of Slack. What may succeed later is tried again.
 *
 * @param url of the incoming webhook: whoever has it can write there, so that no error names it
 * @throws {Error} when it was not delivered
 */
export async function sendToSlack(url: string, text: string, { retries = 2, pauseMs = 1000 }: Retries = {}) {
  try {
    await new IncomingWebhook(url, { timeout: 20_000, retryConfig: { retries, minTimeout: pauseMs } }).send({
      text: cut(text),
    });
  } catch (error) {
    const { code } = error as { code?: unknown };
    throw new Error(`Slack does not take the message (${typeof code === 'string' ? code : 'no answer'})`);
  }
}

const cut = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
