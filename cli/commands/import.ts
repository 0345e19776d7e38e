import { type Command, InvalidArgumentError } from 'commander';
import { exitCode } from '../conventions/exit-codes';
import type { Progress } from '../conventions/progress';
import type { Reply } from '../conventions/run-command';
import type { CommandContext } from '../command-context';
import { auditPlaceOf } from './audit/audit-log';
import { auditWarnings } from './audit/warnings';
import { importText } from './import-text';

interface ImportOptions {
  readonly cluster?: string;
  readonly firewall?: string;
  readonly domain?: string;
  readonly pool?: readonly string[];
  readonly systemPool?: number;
  readonly name?: string;
  readonly owner?: readonly string[];
  readonly bucketPrefix?: string;
  readonly tagPools?: boolean;
  readonly intoState?: boolean;
}

export function addImport(program: Command, context: CommandContext): void {
  program
    .command('import')
    .description('describe a cluster that exists in a new platform file, for the stacks to take over')
    .argument('[file]', 'the platform file (default: LKE_PLATFORM_CONFIG, or platform.yaml)')
    .option('--cluster <id or label>', 'the LKE cluster')
    .option('--firewall <id or label>', 'its firewall')
    .option('--domain <id or name>', 'its DNS zone')
    .option(
      '--pool <id=environment[/name]>',
      'environment of a pool, and its name there (default: by the tag env-<name>, else by the label, else system)',
      oneMore,
    )
    .option('--system-pool <id>', 'pool that stays inside the cluster (default: the one that suits best)', poolId)
    .option('--name <name>', "name of the platform (default: made of the cluster's label)")
    .option('--owner <e-mail>', 'who answers for it (default: whoever the token belongs to)', oneMore)
    .option('--bucket-prefix <prefix>', "beginning of the names of the buckets (default: the platform's name)")
    .option('--tag-pools', 'add to the pools the tag without which the cluster resource would delete them')
    .option('--into-state', 'second step, after bootstrap: begin the state of the stack cluster with the cluster')
    .action((file: string | undefined, options: ImportOptions) =>
      context.run('import', (progress) =>
        options.intoState ? putIntoState(file, context) : adoptCluster(file, options, context, progress),
      ),
    );
}

async function adoptCluster(
  given: string | undefined,
  { cluster, pool = [], owner: owners, tagPools = false, ...options }: ImportOptions,
  { streams: { env: environment } }: CommandContext,
  progress: Progress,
): Promise<Reply> {
  if (cluster === undefined) throw new Error('which cluster? Name it with --cluster <id or label>.');
  const { platformFileName } = await import('../../model/read-platform');
  const { adopt } = await import('../../operations/adopt/adopt');
  const { parsePoolChoice } = await import('../../operations/adopt/pool-choice');
  const file = given ?? platformFileName(environment);
  const onStep = (text: string) => {
    progress.step(text);
  };
  const pools = pool.map(parsePoolChoice);
  const adopted = await adopt({ ...options, file, cluster, pools, owners, tagPools, environment, onStep });
  const { problems, pools: assigned, ...result } = adopted;
  const isBroken = problems.some(({ severity }) => severity === 'error');
  return {
    exitCode: isBroken ? exitCode.found : exitCode.fine,
    result: {
      ...result,
      pools: assigned.map(({ pool: { id }, environment: place, name, isSystemPool, inferredFrom = null }) => {
        return { id, environment: place, name, isSystemPool, inferredFrom };
      }),
    },
    // What exists keeps not every rule; the file was written all the same.
    warnings: problems.map((problem) => ({ ...problem, severity: 'warning' })),
    text: (colours) => importText(adopted, isBroken, colours),
  };
}

async function putIntoState(
  given: string | undefined,
  { streams: { env: environment } }: CommandContext,
): Promise<Reply> {
  const { platformFileName, readPlatform } = await import('../../model/read-platform');
  const { putClusterIntoState } = await import('../../operations/adopt/into-state');
  const { openRecorder } = await import('../../operations/audit/record');
  const { platform } = readPlatform({ file: given ?? platformFileName(environment), environment });
  const audit = await openRecorder({
    place: auditPlaceOf(platform),
    linodeApi: platform.sources.linodeApi,
    environment,
    why: undefined,
  });
  const result = await putClusterIntoState(platform, environment, audit);
  return {
    exitCode: exitCode.fine,
    result,
    warnings: await auditWarnings(audit, environment),
    text: ({ green }) =>
      `${green('done')}: cluster ${result.clusterId} is in the state ${result.key} of bucket ${result.bucket}. Next: npx lke-platform plan`,
  };
}

function poolId(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It has to be the id of a pool, such as 1234.');
}

const oneMore = (text: string, former: readonly string[] = []) => [...former, text];
