import type { EnvironmentVariables } from '../../model/environment-variables';
import type { Platform } from '../../model/platform';
import type { SignalSource } from '../engine/interrupts';

/** What the checks look at. */
export interface Surroundings {
  readonly platform: Platform;
  readonly environment: EnvironmentVariables;
  /** Output folder of a synth; it need not exist. */
  readonly output: string;
  /** Version of Node that runs this, such as `v20.19.0`. */
  readonly nodeVersion: string;
  readonly now: () => Date;
  /** How long to wait for an answer. @default 15000 */
  readonly timeoutMs?: number;
  /** Whose signals are obeyed. @default - the process */
  readonly signals?: SignalSource;
}
