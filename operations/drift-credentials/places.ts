import { dirname, join } from 'node:path';
import type { EnvironmentVariables } from '../../model/environment-variables';
import { placesOf } from '../bootstrap/places';

/** Where the credentials are that look for drift, beside those of whoever minted them. */
export interface DriftPlaces {
  /** The variables to set: `~/.config/lke-platform/<platform>-drift.env`. */
  readonly variables: string;
  /** `~/.config/lke-platform/<platform>-drift.kubeconfig` */
  readonly kubeconfig: string;
}

export function driftPlaces(platform: string, environment: EnvironmentVariables): DriftPlaces {
  const folder = dirname(placesOf(platform, environment).variables);
  const at = (ending: string) => join(folder, `${platform}-drift.${ending}`);
  return { variables: at('env'), kubeconfig: at('kubeconfig') };
}
