import type { S3Client } from '@aws-sdk/client-s3';
import { Registry } from 'prom-client';
import { DriftReports } from '../drift/reports/reports';
import { s3ReportStore } from '../drift/reports/store';
import { s3Anchors } from '../ledger/anchors';
import { Ledger } from '../ledger/ledger';
import { s3LedgerStore } from '../ledger/store';
import { accessFamilies } from './metrics/access';
import { alertFamilies, silenceFamilies } from './metrics/alerts';
import { applyFamilies, applySnapshotFamilies } from './metrics/applies';
import { backupFamilies } from './metrics/backups';
import { costFamilies } from './metrics/cost';
import { driftFamilies } from './metrics/drift';
import { environmentFamilies } from './metrics/environments';
import type { Family } from './metrics/family';
import { ledgerFamilies } from './metrics/ledger';
import { ownMetrics } from './metrics/own-metrics';
import { partFamilies } from './metrics/parts';
import { registryOf } from './metrics/registry';
import { secretFamilies } from './metrics/secrets';
import type { ExporterPlace } from './place';
import { type AlertsTold, readAlerts } from './sources/alerts-reader';
import { ArtifactsReader, type ArtifactsTold } from './sources/artifacts-reader';
import { type DriftTold, readDrift } from './sources/drift-reader';
import { LedgerReader, type LedgerTold } from './sources/ledger-reader';
import { askParts, type PartAddresses, type PartStates } from './sources/stack-parts';
import { WatchedSource } from './watched-source';

export interface ExporterProps {
  readonly place: ExporterPlace;
  /** A client with a key that reads the buckets. */
  readonly s3: S3Client;
  readonly parts: PartAddresses;
  /** Version of this project. */
  readonly version: string;
  /** Time from one reading to the next. */
  readonly intervalMs: number;
  /** How long one part is waited for. */
  readonly partTimeoutMs: number;
  /** Writes a line. */
  readonly log: (line: string) => void;
  /** @default - the clock */
  readonly now?: () => Date;
}

/** Knows what the platform's buckets told last, and says it as metrics. A scrape reads nothing. */
export class Exporter {
  readonly ledger: WatchedSource<LedgerTold>;
  readonly artifacts: WatchedSource<ArtifactsTold>;
  readonly reports: WatchedSource<DriftTold>;
  readonly alerts: WatchedSource<AlertsTold>;
  private partStates: { readonly states: PartStates; readonly at: Date } | undefined;
  private asking: Promise<PartStates> | undefined;
  private readonly clock: () => Date;

  constructor(private readonly props: ExporterProps) {
    const { place, s3, intervalMs, log } = props;
    const { buckets } = place;
    this.clock = props.now ?? (() => new Date());
    const store = s3LedgerStore(s3, buckets.ledger);
    const chains = new LedgerReader(new Ledger({ store, anchors: s3Anchors(s3, buckets.artifacts) }));
    const kept = new ArtifactsReader(s3, buckets.artifacts);
    this.ledger = new WatchedSource(
      { name: 'ledger', read: (now, signal) => chains.read(now, signal) },
      intervalMs,
      log,
    );
    const readArtifacts = (_: Date, signal: AbortSignal) => kept.read(signal);
    this.artifacts = new WatchedSource({ name: 'artifacts', read: readArtifacts }, intervalMs, log);
    // The name of the platform is for reports that are made.
    const reports = new DriftReports(s3ReportStore(s3, buckets.reports), '');
    const readReports = (_: Date, until: AbortSignal) => readDrift(reports, until);
    this.reports = new WatchedSource({ name: 'reports', read: readReports }, intervalMs, log);
    const { parts, partTimeoutMs } = props;
    const read = (_: Date, signal: AbortSignal) => readAlerts(parts.alertmanager, partTimeoutMs, signal);
    this.alerts = new WatchedSource({ name: 'alertmanager', read }, intervalMs, log);
  }

  private get sources() {
    return [...this.buckets, this.alerts];
  }

  private get buckets() {
    return [this.ledger, this.artifacts, this.reports];
  }

  /** Whether every bucket was read in the last few intervals. */
  get isRead(): boolean {
    const now = this.clock();
    return this.buckets.every((source) => source.toldAt(now) !== undefined);
  }

  /** Reads everything once. Never rejects. */
  async read(signal: AbortSignal): Promise<void> {
    await Promise.all([...this.sources.map((source) => source.read(this.clock, signal)), this.askParts()]);
  }

  /** Asks the parts of the observability stack. Who asks while they are being asked gets the same answer. */
  askParts(): Promise<PartStates> {
    this.asking ??= askParts(this.props.parts, this.props.partTimeoutMs)
      .then((states) => {
        this.partStates = { states, at: this.clock() };
        return states;
      })
      .finally(() => {
        this.asking = undefined;
      });
    return this.asking;
  }

  /** The metrics, in the text format of Prometheus. */
  async metrics(): Promise<string> {
    const { version } = this.props;
    const registries = [ownMetrics(version, this.sources), registryOf(this.families(this.clock()))];
    return Registry.merge(registries).metrics();
  }

  private families(now: Date): Family[] {
    const ledger = this.ledger.toldAt(now);
    const artifacts = this.artifacts.toldAt(now);
    const reports = this.reports.toldAt(now);
    const alerts = this.alerts.toldAt(now);
    const there = ledger && artifacts && { ledger, artifacts };
    return [
      ...(there ? environmentFamilies(there) : []),
      ...(there ? secretFamilies(there, now) : []),
      ...(there ? accessFamilies(there, now) : []),
      ...(there ? backupFamilies(there) : []),
      ...(there ? costFamilies(there) : []),
      ...(artifacts ? applyFamilies(artifacts) : []),
      ...(there ? applySnapshotFamilies(there) : []),
      ...(reports ? driftFamilies(reports) : []),
      ...(ledger ? ledgerFamilies(ledger) : []),
      ...(alerts ? alertFamilies(alerts) : []),
      ...(alerts && ledger ? silenceFamilies(alerts, ledger) : []),
      ...(this.partStates ? partFamilies(this.partStates.states) : []),
    ];
  }
}
