import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where the scripts of `.ci/tools/` put what they build; XDG_CACHE_HOME moves it. */
export const cacheFolder = ({ XDG_CACHE_HOME, HOME }: NodeJS.ProcessEnv = process.env): string =>
  join(XDG_CACHE_HOME || join(HOME || homedir(), '.cache'), 'lke-platform');
