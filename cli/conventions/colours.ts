import picocolors from 'picocolors';
import { type Writable } from './streams';

export type Colours = ReturnType<typeof picocolors.createColors>;

/**
 * Colours for one stream. They are on for a terminal, off for a file, a pipe and `TERM=dumb`;
 * `NO_COLOR` (https://no-color.org) turns them off everywhere, `FORCE_COLOR` on.
 */
export function coloursFor(stream: Writable, env: NodeJS.ProcessEnv): Colours {
  return picocolors.createColors(isColoured(stream, env));
}

function isColoured(stream: Writable, env: NodeJS.ProcessEnv): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0';
  return stream.isTTY === true && env.TERM !== 'dumb';
}
