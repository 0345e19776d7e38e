import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './cache-folder';

/** What the tests of secrets take beside the lab, each built once by the script of the same name in `.ci/tools/`. */
export const SECRET_VERSIONS = { vault: '1.13.1', 'sealed-secrets': '0.27.1' } as const;

/** Paths of the programs. */
export interface SecretPrograms {
  readonly vault: string;
  /** the controller of Sealed Secrets */
  readonly controller: string;
  readonly kubeseal: string;
  /** folder of the controller's chart */
  readonly chart: string;
}

/** Where the programs are once they are built; XDG_CACHE_HOME moves the folder. */
export function secretPrograms(environment: NodeJS.ProcessEnv = process.env): SecretPrograms {
  const cache = cacheFolder(environment);
  const folder = (name: keyof typeof SECRET_VERSIONS) => join(cache, `${name}-${SECRET_VERSIONS[name]}`);
  return {
    vault: join(folder('vault'), 'vault'),
    controller: join(folder('sealed-secrets'), 'controller'),
    kubeseal: join(folder('sealed-secrets'), 'kubeseal'),
    chart: join(folder('sealed-secrets'), 'chart'),
  };
}

/** Whether one of them is built. */
export const isBuilt = (program: keyof SecretPrograms): boolean => existsSync(secretPrograms()[program]);
