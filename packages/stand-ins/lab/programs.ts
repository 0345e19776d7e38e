import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './cache-folder';

/** What the lab is made of, each built once by the script of the same name in `.ci/tools/`. */
export const LAB_VERSIONS = { kubernetes: '1.33.13', kwok: '0.7.0', helm: '3.19.0' } as const;

/** Paths of the programs of the lab. */
export interface LabPrograms {
  readonly etcd: string;
  readonly apiServer: string;
  readonly controllerManager: string;
  readonly scheduler: string;
  /** what people are told to type */
  readonly kubectl: string;
  /** plays the nodes: pods that are placed on them run, without containers */
  readonly kwok: string;
  readonly helm: string;
}

/** Where the programs are once they are built; XDG_CACHE_HOME moves the folder. */
export function labPrograms(environment: NodeJS.ProcessEnv = process.env): LabPrograms {
  const cache = cacheFolder(environment);
  const folder = (name: keyof typeof LAB_VERSIONS) => join(cache, `${name}-${LAB_VERSIONS[name]}`);
  return {
    etcd: join(folder('kubernetes'), 'etcd'),
    apiServer: join(folder('kubernetes'), 'kube-apiserver'),
    controllerManager: join(folder('kubernetes'), 'kube-controller-manager'),
    scheduler: join(folder('kubernetes'), 'kube-scheduler'),
    kubectl: join(folder('kubernetes'), 'kubectl'),
    kwok: join(folder('kwok'), 'kwok'),
    helm: join(folder('helm'), 'helm'),
  };
}

/** The programs that are not built yet. */
export function missingLabPrograms(environment?: NodeJS.ProcessEnv): string[] {
  return Object.values({ ...labPrograms(environment) }).filter((program) => !existsSync(program));
}

/** How the lab is built: takes Go, and about ten minutes once. */
export const BUILD_THE_LAB = '.ci/tools/lab.sh';
