import type { EnvironmentVariables } from '../../model/environment-variables';
import { EXPORTER_SETTINGS, exporterVariableOf, partSettingOf, STACK_PARTS } from '../../model/exporter-settings';
import { bucketNameOf } from '../../model/naming';
import type { ExporterPlace, ReadBucket } from './place';
import type { PartAddresses } from './sources/stack-parts';

/** Settings by name, as flags give them. */
export type GivenSettings = Readonly<Record<string, string | undefined>>;

export interface ExporterSettings {
  /** Undefined where the platform file tells it. */
  readonly place: ExporterPlace | undefined;
  readonly host: string;
  readonly port: number;
  readonly intervalMs: number;
  readonly parts: PartAddresses;
}

interface SettingProblem {
  readonly what: string;
  readonly where: string;
  readonly given?: string;
  readonly allowed: string;
  readonly fix?: string;
}

/** Settings that cannot be used. */
export class SettingsRefused extends Error {
  override readonly name = 'SettingsRefused';
  constructor(readonly problems: readonly SettingProblem[]) {
    super(problems.map(({ what, where }) => `${where}: ${what}`).join('; '));
  }
}

/** Longer than a day is not watching; below the least a store would be asked all the time. */
const INTERVAL = { least: 5, most: 86_400 };

/** @param given flags, which win over variables @throws {SettingsRefused} with everything that is wrong */
export function readSettings(given: GivenSettings, environment: EnvironmentVariables): ExporterSettings {
  const problems: SettingProblem[] = [];
  const text = (name: string) =>
    given[name] ||
    environment[exporterVariableOf(name)] ||
    EXPORTER_SETTINGS.find((setting) => setting.name === name)?.default;
  const whole = (name: string, least: number, most: number) => {
    const value = text(name) ?? '';
    if (/^\d{1,9}$/.test(value) && Number(value) >= least && Number(value) <= most) return Number(value);
    problems.push({
      what: 'is no such number',
      ...placed(name, value),
      allowed: `a whole number, ${least} to ${most}`,
    });
    return least;
  };
  const address = (name: string) => {
    const value = text(name) ?? '';
    if (!isAddress(value)) {
      problems.push({
        what: 'is not an address that can be asked',
        ...placed(name, withoutPassword(value)),
        allowed: 'http:// or https:// with a host, without a password, a question and a fragment',
      });
    }
    return value.replace(/\/+$/, '');
  };

  const settings = {
    host: text('host') ?? '',
    port: whole('port', 0, 65_535),
    intervalMs: whole('interval', INTERVAL.least, INTERVAL.most) * 1000,
    parts: Object.fromEntries(
      STACK_PARTS.map((part) => [part, address(partSettingOf(part))]),
    ) as unknown as PartAddresses,
    place: placeOf(text('endpoint') === undefined ? undefined : address('endpoint'), text('bucket-prefix'), problems),
  };
  if (problems.length > 0) throw new SettingsRefused(problems);
  return settings;
}

function placeOf(
  endpoint: string | undefined,
  prefix: string | undefined,
  problems: SettingProblem[],
): ExporterPlace | undefined {
  if (endpoint === undefined && prefix === undefined) return undefined;
  if (endpoint === undefined || prefix === undefined) {
    const missing = endpoint === undefined ? 'endpoint' : 'bucket-prefix';
    const other = endpoint === undefined ? 'bucket-prefix' : 'endpoint';
    problems.push({
      what: `--${other} alone does not say where the buckets are`,
      where: `--${missing}`,
      allowed: 'both, or neither: then the platform file tells it',
      fix: `give --${missing} or ${exporterVariableOf(missing)}, too`,
    });
    return undefined;
  }
  const bucket = (name: ReadBucket) => bucketNameOf(prefix, name);
  return {
    endpoint,
    buckets: { ledger: bucket('ledger'), artifacts: bucket('artifacts'), reports: bucket('reports') },
  };
}

const placed = (name: string, given: string) => ({ where: `--${name} (${exporterVariableOf(name)})`, given });

function isAddress(text: string): boolean {
  try {
    const { protocol, username, password, search, hash } = new URL(text);
    return ['http:', 'https:'].includes(protocol) && [username, password, search, hash].every((part) => part === '');
  } catch {
    return false;
  }
}

/** A wrong value is shown, a password in it is not. */
const withoutPassword = (text: string) => text.replace(/\/\/[^/]*@/, '//…@');
