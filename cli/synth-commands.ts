import { addApp } from './commands/app';
import { addFleetWorker } from './commands/fleet-worker';
import { addSynth } from './commands/synth';
import { addValidate } from './commands/validate';
import type { AddCommand } from './program';

/** The commands that people type after every edit, which get a bundle that holds nothing else. */
export const SYNTH_COMMANDS: readonly AddCommand[] = [addSynth, addValidate, addApp, addFleetWorker];
