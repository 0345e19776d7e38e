import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { EnvironmentVariables } from '../../model/environment-variables';

/** Where bootstrap keeps what belongs to a person and not to the clone. All of it is private to that person. */
export interface Places {
  /** The variables to set: `~/.config/lke-platform/<platform>.env`. */
  readonly variables: string;
  /** The age identity that opens snapshots, beside it. */
  readonly identity: string;
  /** What a run that was interrupted needs to go on: `~/.local/state/lke-platform/<platform>/`. */
  readonly work: string;
}

/** The places of a platform; XDG_CONFIG_HOME and XDG_STATE_HOME move them. */
export function placesOf(platform: string, environment: EnvironmentVariables): Places {
  const home = environment.HOME || homedir();
  const config = folder(environment.XDG_CONFIG_HOME) ?? join(home, '.config');
  const state = folder(environment.XDG_STATE_HOME) ?? join(home, '.local/state');
  return {
    variables: join(config, 'lke-platform', `${platform}.env`),
    identity: join(config, 'lke-platform', `${platform}.age-identity`),
    work: join(state, 'lke-platform', platform),
  };
}

/** The specification has relative ones ignored (XDG Base Directory Specification). */
const folder = (value: string | undefined) => (value && isAbsolute(value) ? value : undefined);
