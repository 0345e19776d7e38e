import { LokiStandIn } from '@lke-platform/stand-ins/loki';
import type { Workplace } from './workplace';

/** Does something while there is a Loki. @returns what came of it, and the events of the audit log that Loki was given */
export async function delivered<T>(
  { variables }: Workplace,
  work: () => Promise<T>,
): Promise<readonly [T, readonly string[]]> {
  const loki = await LokiStandIn.start();
  variables.LKE_PLATFORM_AUDIT_LOKI = loki.address;
  try {
    return [await work(), loki.lines.map(({ text }) => text)];
  } finally {
    delete variables.LKE_PLATFORM_AUDIT_LOKI;
    loki.stop();
  }
}
