import type { Command } from 'commander';
import type { CommandContext } from '../../command-context';
import { positiveInteger } from '../../conventions/positive-integer';
import { exitCode } from '../../conventions/exit-codes';
import { cronSchedule, serverAddress } from './schedule-options';

interface CronJobOptions {
  readonly image: string;
  readonly server: string;
  readonly cron: string;
}

interface JobOptions {
  readonly image: string;
  readonly parallelism: number;
}

const FILES = ['<files...>', 'platform files, or patterns of them'] as const;

/** How drift is looked for again and again: by the matrix of a pipeline, or by Kubernetes. Nothing is applied. */
export function addDriftSchedule(drift: Command, context: CommandContext): void {
  const schedule = drift.command('schedule').description('print what looks for drift on a schedule');

  schedule
    .command('matrix')
    .description('print the matrix of a pipeline with one job for each platform, as one line of JSON')
    .argument(...FILES)
    .action((patterns: string[]) =>
      context.run('drift schedule matrix', async () => {
        const include = await platformsOf(patterns, context);
        return { exitCode: exitCode.fine, result: { include }, text: () => JSON.stringify({ include }) };
      }),
    );

  schedule
    .command('cronjob')
    .description('print the manifests of a CronJob that looks at environments from inside the cluster')
    .argument('[environment...]', 'the environments, but system (default: development, staging, production)')
    .requiredOption('--image <image>', 'the image of the Containerfile, best with its digest')
    .requiredOption(
      '--server <address>',
      "address of the cluster's API, as kubectl cluster-info prints it",
      serverAddress,
    )
    .option('--cron <schedule>', 'when', cronSchedule, '17 5 * * *')
    .action((names: string[], { image, server, cron }: CronJobOptions) =>
      context.run('drift schedule cronjob', async () => {
        const { cronJobManifests } = await import('../../../operations/drift/schedule/manifests');
        const environments = await environmentsOf(names);
        const manifests = cronJobManifests({ image, server, schedule: cron, environments });
        return { exitCode: exitCode.fine, result: { manifests }, text: () => yamlOf(manifests) };
      }),
    );

  schedule
    .command('job')
    .description('print the manifests of one Job that looks at each platform of a fleet in a pod of its own')
    .argument(...FILES)
    .requiredOption('--image <image>', 'the image of the Containerfile, best with its digest')
    .option('--parallelism <number>', 'pods at the same time', positiveInteger, 5)
    .action((patterns: string[], { image, parallelism }: JobOptions) =>
      context.run('drift schedule job', async () => {
        const { indexedJobManifests } = await import('../../../operations/drift/schedule/manifests');
        const platforms = (await platformsOf(patterns, context)).map(({ platform }) => platform);
        const manifests = indexedJobManifests(image, platforms, parallelism);
        return { exitCode: exitCode.fine, result: { manifests }, text: () => yamlOf(manifests) };
      }),
    );
}

/** The platforms of a fleet, in the order of their files. */
async function platformsOf(patterns: readonly string[], { streams: { env: environment } }: CommandContext) {
  const { default: glob } = await import('fast-glob');
  const { readPlatform } = await import('../../../model/read-platform');
  const found = await Promise.all(patterns.map(async (pattern) => ({ pattern, files: await glob(pattern) })));
  const unmatched = found.filter(({ files }) => files.length === 0).map(({ pattern }) => pattern);
  if (unmatched.length > 0) {
    throw new Error(`no file matches ${unmatched.join(', ')}. Each name or pattern has to match a platform file.`);
  }
  const files = [...new Set(found.flatMap((it) => it.files))].sort();
  return files.map((file) => ({ platform: readPlatform({ file, environment }).platform.name, file }));
}

/** `system` holds releases, and what looks at those reads Secrets. */
async function environmentsOf(names: readonly string[]) {
  const { ENVIRONMENT_NAMES } = await import('../../../model/entities/environment');
  const allowed = ENVIRONMENT_NAMES.filter((name) => name !== 'system');
  const wrong = names.find((name) => !(allowed as readonly string[]).includes(name));
  if (wrong === undefined) return allowed.filter((name) => names.length === 0 || names.includes(name));
  throw new Error(
    `${wrong} cannot be looked at from inside the cluster: it can be ${allowed.join(', ')}. To compare the releases of ` +
      'system takes their Secrets; let a pipeline do that.',
  );
}

const yamlOf = (manifests: readonly object[]) =>
  manifests.map((it) => JSON.stringify(it, undefined, 2)).join('\n---\n');
