import { strToU8 } from 'fflate';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { EnvironmentName } from '../../model/entities/environment';
import type { StackId } from '../../model/naming';
import type { Platform } from '../../model/platform';
import { AppliedConfigurations } from '../../operations/applied-configuration/applied-configurations';
import { pack, unpack } from '../../operations/applied-configuration/configuration';
import type { Begun } from '../../operations/applied-configuration/record';
import { STACK_PARTS } from '../../model/exporter-settings';
import type { PartAddresses } from '../../operations/exporter/sources/stack-parts';
import { Exporter } from '../../operations/exporter/exporter';
import { s3Anchors } from '../../operations/ledger/anchors';
import type { Chain, LedgerRecord } from '../../operations/ledger/event';
import { Ledger } from '../../operations/ledger/ledger';
import { s3LedgerStore } from '../../operations/ledger/store';
import type { StackJson } from './synthesize';

export const NOW = new Date('2026-11-28T12:00:00.000Z');
const DAY_MS = 86_400_000;

/** A time before now, in ISO 8601. */
export const daysAgo = (days: number) => new Date(NOW.getTime() - days * DAY_MS).toISOString();

/** Nobody listens at port 1. */
export const NOBODY = Object.fromEntries(
  STACK_PARTS.map((part) => [part, 'http://127.0.0.1:1']),
) as unknown as PartAddresses;

/** Buckets into which a test writes what operations write, and an exporter that reads them. */
export class ExporterWorld {
  /** What the exporter wrote, line by line. */
  readonly lines: string[] = [];
  now = NOW;

  constructor(
    readonly s3: S3Client,
    readonly buckets: Platform['state']['buckets'],
    private readonly endpoint: string,
  ) {}

  /** Writes an event as it was written then. */
  async tell(chain: Chain, time: string, kind: string, details: LedgerRecord['details']): Promise<void> {
    const actor = { name: 'jane', provenBy: 'linode-profile' as const };
    await this.ledger(() => new Date(time)).append(chain, { kind, actor, what: kind, why: null, details });
  }

  /** Keeps an applied configuration of a stack. */
  async apply(
    stack: StackId,
    root: Pick<StackJson, 'locals'> | string,
    began: string,
    outcome: 'done' | 'failed' | undefined = 'done',
    about: Pick<Begun, 'confirms' | 'snapshot'> = {},
  ): Promise<string> {
    const configurations = new AppliedConfigurations(this.s3, this.buckets.artifacts);
    const text = typeof root === 'string' ? root : JSON.stringify(root);
    const files = new Map([[`stacks/${stack}/cdk.tf.json`, strToU8(text)]]);
    const key = await configurations.keep(unpack(pack({ files, hash: '' })), {
      ...{ stack, began, source: { commit: 'abc', changed: [] } },
      ...{ engine: { name: 'Terraform', version: '1.11.4' }, state: null, ...about },
    });
    if (outcome) await configurations.end(key, { outcome, ended: began, state: null });
    return key;
  }

  /** Keeps a drift report of an environment in which nothing was found. */
  async report(environment: EnvironmentName): Promise<void> {
    const report = { detected_at: daysAgo(1), drift_summary: 'none', last_complete_at: daysAgo(1), findings: [] };
    const Key = `reports/${environment}/2026-11-27-a/report.json`;
    await this.s3.send(new PutObjectCommand({ Bucket: this.buckets.reports, Key, Body: JSON.stringify(report) }));
  }

  /** @param s3 a client with another key. @default - that of the world @param parts of the observability stack. @default - nobody answers */
  exporter(s3 = this.s3, parts = NOBODY): Exporter {
    return new Exporter({
      place: { endpoint: this.endpoint, buckets: this.buckets },
      s3,
      parts,
      version: '1.2.3',
      intervalMs: 60_000,
      partTimeoutMs: 2000,
      log: (line) => this.lines.push(line),
      now: () => this.now,
    });
  }

  private ledger(now: () => Date): Ledger {
    const store = s3LedgerStore(this.s3, this.buckets.ledger);
    return new Ledger({ store, anchors: s3Anchors(this.s3, this.buckets.artifacts), now });
  }
}

/** What a platform tells that was applied whole, with something of everything that is told. */
export async function tellOfPlatform(world: ExporterWorld, stacks: Readonly<Record<string, StackJson>>): Promise<void> {
  for (const stack of ['cluster', 'system', 'production'] as const) {
    await world.apply(stack, stacks[stack] ?? '{}', daysAgo(3));
  }
  const record = { version: 2, changedAt: daysAgo(100), syncedAt: daysAgo(99) };
  const bundle = { 'api-token': record, 'metrics-credentials': { ...record, changedAt: daysAgo(10) } };
  await world.tell('production', daysAgo(99), 'secrets.sync.done', { bundle, rotations: {} });
  await world.tell('production', daysAgo(20), 'access-review', { role: 'app-team' });
  await world.tell('production', daysAgo(2), 'status', { record: 1, from: null, to: 'provisioning', event: 'created' });
  const ready = { record: 1, from: 'provisioning', to: 'ready', event: 'apply-succeeded' };
  await world.tell('production', daysAgo(2), 'status', ready);
  const grant = {
    ...{ grant: 'grant-production-read-only-1796169600-abcd', role: 'read-only', holder: 'joe' },
    ...{ end: daysAgo(-2), kubeconfig: 'x', ticket: null, approvedBy: null, request: null },
  };
  await world.tell('production', daysAgo(1), 'access-grant.began', grant);
  await world.tell('production', daysAgo(1), 'access-grant.done', grant);
}

/** The samples of a text of metrics by name and labels, as they are written. */
export const samplesIn = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => [line.slice(0, line.lastIndexOf(' ')), line.slice(line.lastIndexOf(' ') + 1)]),
  );
