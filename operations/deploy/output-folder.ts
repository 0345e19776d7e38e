import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { CostBasis } from '../../model/cost/cost-basis';
import { ENVIRONMENT_NAMES } from '../../model/entities/environment';
import { AUTOMATIC_CONDITIONS, type AutomaticCondition } from '../../model/entities/rollback-plan';
import { type Bucket, BUCKETS, RETIRED_LOCAL, ROLLBACK_ON_LOCAL, type StackId } from '../../model/naming';
import type { Import } from '../orphans/thing';
import { readCostBasis } from './cost-basis';

/** One stack as synth wrote it. */
export interface SynthesizedStack {
  readonly id: StackId;
  /** Folder of its root module. */
  readonly folder: string;
  /** Stacks that have to be applied before it, directly or not, in that order. */
  readonly dependencies: readonly StackId[];
  readonly backend: Backend;
  /** What it reads from the states of other stacks. */
  readonly reads: readonly { readonly stack: StackId; readonly outputs: readonly string[] }[];
  /** What it takes over, as `imports` of the platform file names it. */
  readonly imports: readonly Import[];
  /** Addresses of the resources that the engine refuses to destroy. */
  readonly protectedAddresses: readonly string[];
  /** Whether it is of an environment that is retired: it is only destroyed. */
  readonly retired: boolean;
  /** What starts a rollback of it by itself, as the platform file says. */
  readonly rollbackOn: readonly AutomaticCondition[];
}

/** Where a state is. */
export interface Backend {
  readonly bucket: string;
  readonly key: string;
  readonly endpoint: string;
}

/** Everything that synth wrote for one platform. The operations read it instead of the platform file: it is what the engine works on. */
export interface OutputFolder {
  readonly path: string;
  readonly platform: string;
  /** In the order in which they are applied. */
  readonly stacks: readonly SynthesizedStack[];
  readonly buckets: Readonly<Record<Bucket, string>>;
  /** Address of the object storage. */
  readonly endpoint: string;
  /** Address of the Linode API; undefined for the one of LINODE_URL, or the public one. */
  readonly linodeApi: string | undefined;
  /** Label of the cluster at Linode. */
  readonly clusterLabel: string | undefined;
  /** What plans have to know to tell their cost; undefined where a release wrote the folder that did not know it yet. */
  readonly costBasis: CostBasis | undefined;
}

const manifestSchema = z.object({
  stacks: z.record(
    z.string(),
    z.object({ workingDirectory: z.string(), synthesizedStackPath: z.string(), dependencies: z.array(z.string()) }),
  ),
});

const remoteState = z.object({ bucket: z.string(), key: z.string(), endpoints: z.object({ s3: z.string() }) });

const resource = z.object({
  label: z.unknown().optional(),
  lifecycle: z.object({ prevent_destroy: z.boolean().optional() }).optional(),
});

const stackSchema = z.object({
  terraform: z.object({ backend: z.object({ s3: remoteState }) }),
  provider: z.object({ linode: z.array(z.object({ url: z.string().optional() })).optional() }).optional(),
  data: z
    .object({ terraform_remote_state: z.record(z.string(), z.object({ config: remoteState })).optional() })
    .optional(),
  resource: z.record(z.string(), z.record(z.string(), resource)).default({}),
  output: z.record(z.string(), z.object({ value: z.unknown() })).default({}),
  import: z.array(z.object({ to: z.string(), id: z.string() })).default([]),
  locals: z.record(z.string(), z.unknown()).default({}),
});

type StackJson = z.infer<typeof stackSchema>;

/** @throws {Error} when there is no such stack */
export function stackNamed({ stacks, path }: Pick<OutputFolder, 'stacks' | 'path'>, id: string): SynthesizedStack {
  const stack = stacks.find((other) => other.id === id);
  if (stack) return stack;
  throw new Error(`there is no stack "${id}" in ${path}; there are ${stacks.map((it) => it.id).join(', ')}`);
}

/**
 * Reads the output of a synth.
 *
 * @throws {Error} when the folder is no such output
 */
export function readOutputFolder(path: string): OutputFolder {
  const file = join(path, 'manifest.json');
  if (!existsSync(file)) {
    throw new Error(`${path} holds no stacks. Synthesize first: npx lke-platform synth, or name another folder.`);
  }
  const manifest = read(file, manifestSchema).stacks;
  const synthesized = Object.entries(manifest).map(
    ([id, { workingDirectory, synthesizedStackPath, dependencies }]) => ({
      id: id as StackId,
      folder: join(path, workingDirectory),
      dependencies: dependencies as StackId[],
      json: read(join(path, synthesizedStackPath), stackSchema),
      text: readFileSync(join(path, synthesizedStackPath), 'utf8'),
    }),
  );
  const owners = new Map(synthesized.map(({ id, json }) => [json.terraform.backend.s3.key, id]));
  const stacks = synthesized.map(({ id, folder, dependencies, json, text }) => ({
    id,
    folder,
    dependencies,
    backend: backendOf(json),
    reads: readsOf(json, text, owners),
    imports: json.import,
    protectedAddresses: protectedAddresses(json),
    retired: json.locals[RETIRED_LOCAL] === true,
    rollbackOn: rollbackOnIn(json),
  }));
  const state = synthesized.find(({ id }) => id === 'state')?.json;
  if (!state) throw new Error(`${path} holds no stack "state"; synthesize again: npx lke-platform synth`);
  const { key, endpoint } = backendOf(state);
  return {
    path,
    platform: key.slice(0, key.lastIndexOf('/')),
    stacks: inOrder(stacks),
    buckets: Object.fromEntries(BUCKETS.map((bucket) => [bucket, bucketOf(state, bucket)])) as OutputFolder['buckets'],
    endpoint,
    linodeApi: state.provider?.linode?.[0]?.url,
    clusterLabel: clusterLabelIn(synthesized.find(({ id }) => id === 'cluster')?.json),
    costBasis: readCostBasis(path),
  };
}

/** Reads a file of a synth. */
function read<T>(file: string, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new Error(`${file} is missing or damaged. Synthesize again: npx lke-platform synth`, { cause: error });
  }
}

function backendOf({ terraform }: StackJson): Backend {
  const { bucket, key, endpoints } = terraform.backend.s3;
  return { bucket, key, endpoint: endpoints.s3 };
}

const bucketOf = ({ output }: StackJson, bucket: Bucket) => String(output[`${bucket}_bucket`]?.value);

function readsOf({ data }: StackJson, text: string, owners: ReadonlyMap<string, StackId>): SynthesizedStack['reads'] {
  return Object.entries(data?.terraform_remote_state ?? {}).flatMap(([name, { config }]) => {
    const stack = owners.get(config.key);
    const references = text.matchAll(new RegExp(`data\\.terraform_remote_state\\.${name}\\.outputs\\.(\\w+)`, 'g'));
    const outputs = [...new Set([...references].map(([, output = '']) => output))];
    return stack ? [{ stack, outputs }] : [];
  });
}

function protectedAddresses({ resource }: StackJson): string[] {
  return Object.entries(resource).flatMap(([type, byName]) =>
    Object.entries(byName).flatMap(([name, { lifecycle }]) => (lifecycle?.prevent_destroy ? [`${type}.${name}`] : [])),
  );
}

const rollbackOnIn = ({ locals }: StackJson): readonly AutomaticCondition[] =>
  z.array(z.enum(AUTOMATIC_CONDITIONS)).safeParse(locals[ROLLBACK_ON_LOCAL]).data ?? [];

function clusterLabelIn(json: StackJson | undefined): string | undefined {
  const [cluster] = Object.values(json?.resource.linode_lke_cluster ?? {});
  return typeof cluster?.label === 'string' ? cluster.label : undefined;
}

const USUAL_ORDER: readonly string[] = ['state', 'cluster', ...ENVIRONMENT_NAMES];

/** Each stack after those it depends on, and as users know them where that leaves a choice. */
function inOrder(stacks: readonly SynthesizedStack[]): SynthesizedStack[] {
  const left = [...stacks].sort((a, b) => USUAL_ORDER.indexOf(a.id) - USUAL_ORDER.indexOf(b.id));
  const ordered: SynthesizedStack[] = [];
  while (left.length > 0) {
    const next = left.findIndex(({ dependencies }) => !left.some(({ id }) => dependencies.includes(id)));
    if (next === -1) throw new Error(`the stacks ${left.map(({ id }) => id).join(', ')} depend on each other`);
    ordered.push(...left.splice(next, 1));
  }
  return ordered.map((stack) => ({ ...stack, dependencies: predecessors(stack, ordered) }));
}

function predecessors({ dependencies }: SynthesizedStack, ordered: readonly SynthesizedStack[]): StackId[] {
  const direct = ordered.filter(({ id }) => dependencies.includes(id));
  const all = new Set(direct.flatMap((stack) => [...predecessors(stack, ordered), stack.id]));
  return ordered.flatMap(({ id }) => (all.has(id) ? [id] : []));
}
