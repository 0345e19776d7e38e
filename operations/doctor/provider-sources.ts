import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { EnvironmentVariables } from '../../model/environment-variables';

/** Where the engine gets providers from if not from their registry, as far as it can be told. */
export interface Mirrors {
  /** The engine's configuration file, if it says where providers come from. */
  readonly file: string | undefined;
  readonly folders: readonly string[];
  /** Addresses of network mirrors, each with a slash at its end. */
  readonly addresses: readonly string[];
  /** Whether the registry itself may be asked, too. */
  readonly direct: boolean;
}

/** Reads the engine's configuration (Terraform, "CLI Configuration File"). */
export function mirrorsOf(environment: EnvironmentVariables): Mirrors {
  const home = environment.HOME || homedir();
  const candidates = [environment.TF_CLI_CONFIG_FILE, join(home, '.terraformrc'), join(home, '.tofurc')];
  const file = candidates.find((path) => path && existsSync(path));
  const text = file === undefined ? '' : readFileSync(file, 'utf8');
  const implied = join(home, '.terraform.d/plugins');
  if (!/provider_installation\s*\{/.test(text)) {
    return { file: undefined, folders: existsSync(implied) ? [implied] : [], addresses: [], direct: true };
  }
  const named = (block: string, key: string) =>
    [...text.matchAll(new RegExp(`${block}\\s*\\{[^}]*?${key}\\s*=\\s*"([^"]+)"`, 'g'))].map(([, value = '']) => value);
  return {
    file,
    folders: named('filesystem_mirror', 'path'),
    addresses: named('network_mirror', 'url'),
    direct: /\bdirect\s*\{/.test(text),
  };
}

/** Providers that run already and that the engine is told to use, by source. */
export function reattached(environment: EnvironmentVariables): string[] {
  try {
    return Object.keys(JSON.parse(environment.TF_REATTACH_PROVIDERS || '{}') as object);
  } catch {
    return [];
  }
}
