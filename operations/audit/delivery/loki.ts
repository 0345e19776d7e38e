import { z } from 'zod';
import type { EnvironmentVariables } from '../../../model/environment-variables';
import type { Chain, LedgerEvent } from '../../ledger/event';
import { s3Note } from '../note';
import type { AuditLog } from '../place';
import type { DeliveryTarget } from './target';

/** Address of Loki, without a path; without it nothing is delivered there. */
const ADDRESS_VARIABLE = 'LKE_PLATFORM_AUDIT_LOKI';
/** A bearer token for it. */
const TOKEN_VARIABLE = 'LKE_PLATFORM_AUDIT_LOKI_TOKEN';
/** The tenant, where Loki has several. */
const TENANT_VARIABLE = 'LKE_PLATFORM_AUDIT_LOKI_TENANT';

const TIMEOUT_MS = 15_000;
const cursorSchema = z.object({ sequence: z.int().min(0) });

/** Loki as the environment names it; undefined where it does not. */
export function lokiFrom(log: AuditLog, environment: EnvironmentVariables): DeliveryTarget | undefined {
  const { [ADDRESS_VARIABLE]: address, [TOKEN_VARIABLE]: token, [TENANT_VARIABLE]: tenant } = environment;
  if (!address) return undefined;
  return lokiTarget(log, { address, token, tenant });
}

export interface LokiAccess {
  readonly address: string;
  readonly token?: string | undefined;
  readonly tenant?: string | undefined;
}

/**
 * Loki's push API. The time of a line follows from its event alone, and Loki keeps one of two lines that have time,
 * labels and text in common, so that a second delivery changes nothing.
 */
export function lokiTarget({ platform, s3, artifacts }: AuditLog, access: LokiAccess): DeliveryTarget {
  const note = (chain: Chain) => s3Note(s3, artifacts, `ledger-deliveries/loki/${chain}.json`, cursorSchema);
  return {
    name: 'Loki',
    cursor: async (chain) => (await note(chain).read())?.sequence ?? 0,
    deliver: async (chain, events) => {
      await push(access, streamOf(platform, chain, events));
      await note(chain).write({ sequence: events.at(-1)?.sequence ?? 0 });
    },
  };
}

/** Few labels: each combination of their values is a stream of its own in Loki. */
function streamOf(platform: string, chain: Chain, events: readonly LedgerEvent[]) {
  return {
    stream: { job: 'lke-platform-audit', platform, environment: chain },
    values: events.map((event) => [nanoseconds(event), JSON.stringify(event)]),
  };
}

/** In nanoseconds; the sequence keeps events of the same millisecond in their order. */
const nanoseconds = ({ time, sequence }: LedgerEvent) =>
  `${Date.parse(time)}${String(sequence % 1_000_000).padStart(6, '0')}`;

async function push({ address, token, tenant }: LokiAccess, stream: object): Promise<void> {
  const url = `${address.replace(/\/+$/, '')}/loki/api/v1/push`;
  if (!URL.canParse(url)) throw new Error(`${ADDRESS_VARIABLE} is not an address: ${address}`);
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token && { authorization: `Bearer ${token}` }),
      ...(tenant && { 'x-scope-orgid': tenant }),
    },
    body: JSON.stringify({ streams: [stream] }),
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch((error: Error) => {
    const { cause } = error as { cause?: Error };
    throw new Error(`Loki cannot be reached at ${new URL(url).origin}: ${cause?.message ?? error.message}`);
  });
  if (response.ok) return;
  throw new Error(`Loki refuses the events: ${response.status} ${(await response.text()).trim().slice(0, 300)}`);
}
