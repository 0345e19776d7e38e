import { nodeRulesOf } from '../../../model/derive/firewall';
import { loadPlatform } from '../../../model/load';
import type { EnvironmentVariables } from '../../../model/environment-variables';
import type { Platform } from '../../../model/platform';
import type { Problem } from '../../../model/problem';
import { differencePath } from '../../../model/rules/drift/difference';
import type { Finding } from '../../../model/rules/drift/finding';
import { type Adoptable, adoptableBy, type FilePlace } from './adoptable';
import { type Edit, edited } from './edit-file';
import type { Described } from './live';

/** What becomes of drift when the platform file is to say it. */
export interface AdoptedDrift {
  /** The file as it is to be. */
  readonly text: string;
  /** Places of it that say something else now, such as `cluster.controlPlaneAcl`, with the findings that they say. */
  readonly adopted: readonly { readonly place: string; readonly address: string; readonly path: string }[];
  /** What the file cannot say, and why. */
  readonly left: readonly { readonly address: string; readonly path: string; readonly because: string }[];
  /** What is wrong with the file, as it would be then: it must not be written. Warnings are among it. */
  readonly problems: readonly Problem[];
}

export interface AdoptDriftProps {
  readonly findings: readonly Finding[];
  readonly described: Described;
  readonly platform: Platform;
  readonly file: { readonly name: string; readonly text: string };
  readonly environment: EnvironmentVariables;
}

/** Writes what was changed by hand into the text of a platform file, where the file has words for it. */
export function adoptDrift({ findings, described, platform, file, environment }: AdoptDriftProps): AdoptedDrift {
  const edits = new Map<string, Edit>();
  const adopted: { place: string; address: string; path: string }[] = [];
  const left: { address: string; path: string; because: string }[] = [];
  for (const finding of findings) {
    const about = { address: finding.address, path: differencePath(finding.path) };
    const found = sayable(finding, described, platform);
    if ('because' in found) {
      left.push({ ...about, because: found.because });
      continue;
    }
    for (const place of found.places) {
      const value = 'value' in found ? found.value : saidAt(place, described, platform);
      edits.set(placeText(place), { place, value });
    }
    adopted.push({ ...about, place: found.places.map(placeText).join(', ') });
  }
  const text = edits.size > 0 ? edited(file.text, [...edits.values()]) : file.text;
  return { text, adopted, left, problems: loadPlatform(text, { file: file.name, environment }).problems };
}

/** Name of the pool inside the cluster. */
export const systemPoolOf = ({ environments }: Platform): string =>
  environments.flatMap(({ nodePools }) => nodePools).find(({ isInline }) => isInline)?.name ?? '';

const placeText = (place: FilePlace) => place.map((part) => (typeof part === 'string' ? part : part.pool)).join('.');

/** The rules that the platform adds for nodes are none of the file's. */
function saidAt(place: FilePlace, described: Described, { network }: Platform): unknown {
  const value = described.valueAt(place);
  if (placeText(place) !== 'network.firewall.inbound' || !Array.isArray(value)) return value;
  const ours = new Set(nodeRulesOf(network.firewall ?? {}, network.vpc?.subnet).map(({ label }) => label));
  return (value as { readonly label: string }[]).filter(({ label }) => !ours.has(label));
}

function sayable(finding: Finding, described: Described, platform: Platform): Adoptable {
  const found = adoptableBy(finding, systemPoolOf(platform));
  const because = 'because' in found ? undefined : leftOutBecause(found.places, described);
  return because === undefined ? found : { because };
}

/** Of a firewall, a zone or a network that cannot be described there is nothing at all. */
function leftOutBecause(places: readonly FilePlace[], { valueAt, leftOut }: Described): string | undefined {
  const [part, name] = places[0] ?? [];
  if (part !== 'network' || typeof name !== 'string' || valueAt([part, name]) !== undefined) return undefined;
  const what = { firewall: 'the firewall', dns: 'the domain', vpc: 'the VPC' }[name] ?? name;
  const { reason } = leftOut.find((it) => it.what.startsWith(what)) ?? {};
  return `platform.yaml cannot describe ${what} as it is: ${reason ?? 'it is gone'}`;
}
