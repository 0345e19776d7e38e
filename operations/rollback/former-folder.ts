import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type Configuration, writeConfiguration } from '../applied-configuration/configuration';
import type { OutputFolder, SynthesizedStack } from '../deploy/output-folder';
import { INVERSE_FILE } from './inverse-file';
import { blocksJson, hasBlocks, type InverseBlocks } from './inverse-blocks';

export interface FormerFolderProps {
  /** Where it is made; it must not be there. */
  readonly path: string;
  /** Output folder of today, of which everything but the stack is taken. */
  readonly output: Pick<OutputFolder, 'path' | 'stacks'>;
  readonly stack: Pick<SynthesizedStack, 'folder'>;
  /** What was applied of the stack before. */
  readonly configuration: Configuration;
  readonly blocks: InverseBlocks;
  /** Attributes that stay as they are, by address: `control_plane[0].high_availability`. */
  readonly staying: ReadonlyMap<string, readonly string[]>;
  /** Whether what is protected may be destroyed. @default false */
  readonly isUnprotected?: boolean;
}

/** Writes an output folder in which one stack is what it was: the engine goes back by applying it. */
export function writeFormerFolder({ path, output, stack, configuration, ...changes }: FormerFolderProps): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  for (const entry of readdirSync(output.path, { withFileTypes: true })) {
    if (entry.isFile()) cpSync(join(output.path, entry.name), join(path, entry.name));
  }
  for (const { folder } of output.stacks) copyModule(folder, join(path, relative(output.path, folder)));
  const former = join(path, relative(output.path, stack.folder));
  rmSync(former, { recursive: true, force: true });
  writeConfiguration(configuration, path);
  const root = join(former, ROOT_MODULE);
  const json = JSON.parse(readFileSync(root, 'utf8')) as ModuleJson;
  const changed = changedModule(json, changes);
  // As it was, to the letter, where it can be: so it is known again by its hash.
  if (!isDeepStrictEqual(changed, json)) writeFileSync(root, JSON.stringify(changed, null, 2));
  if (hasBlocks(changes.blocks)) writeFileSync(join(former, INVERSE_FILE), JSON.stringify(blocksJson(changes.blocks)));
}

const ROOT_MODULE = 'cdk.tf.json';

/** The root module alone: no provider, no state, no plan. */
function copyModule(from: string, to: string): void {
  const file = join(from, ROOT_MODULE);
  if (!existsSync(file)) return;
  mkdirSync(to, { recursive: true });
  cpSync(file, join(to, basename(file)));
}

/** A root module in Terraform's JSON, as far as it is changed here. */
interface ModuleJson {
  readonly moved?: readonly { readonly from: string; readonly to: string }[];
  readonly resource?: Readonly<Record<string, Readonly<Record<string, ResourceJson>>>>;
}
interface ResourceJson {
  readonly lifecycle?: Readonly<Record<string, unknown>> & { readonly ignore_changes?: readonly string[] | 'all' };
}

type Changes = Pick<FormerFolderProps, 'blocks' | 'staying' | 'isUnprotected'>;

/** The same value where nothing has to be changed. @internal */
export function changedModule(module: ModuleJson, { blocks, staying, isUnprotected = false }: Changes): ModuleJson {
  const back = new Set(blocks.moved.map(({ to }) => to));
  const moved = module.moved?.filter(({ to }) => !back.has(to));
  return {
    ...module,
    // Two moves to one address are ambiguous to the engine, and this one was done long ago.
    ...(moved && { moved }),
    ...(module.resource && {
      resource: mapEntries(module.resource, (type, byName) =>
        mapEntries(byName, (name, resource) => changedResource(`${type}.${name}`, resource, staying, isUnprotected)),
      ),
    }),
  };
}

function changedResource(
  address: string,
  resource: ResourceJson,
  staying: Changes['staying'],
  isUnprotected: boolean,
): ResourceJson {
  // An instance has no settings of its own: what stays of one stays of all.
  const paths = [...staying].flatMap(([of, them]) => (of.replace(/\[[^[\]]*\]$/, '') === address ? them : []));
  if (paths.length === 0 && !(isUnprotected && resource.lifecycle?.prevent_destroy === true)) return resource;
  const { prevent_destroy: guard, ignore_changes: ignored = [], ...rest } = resource.lifecycle ?? {};
  const all = ignored === 'all' ? ignored : [...new Set([...ignored, ...paths])];
  const lifecycle = {
    ...rest,
    ...(guard !== undefined && !isUnprotected && { prevent_destroy: guard }),
    ...(all.length > 0 && { ignore_changes: all }),
  };
  return { ...resource, lifecycle };
}

const mapEntries = <T, U>(of: Readonly<Record<string, T>>, change: (key: string, value: T) => U): Record<string, U> =>
  Object.fromEntries(Object.entries(of).map(([key, value]) => [key, change(key, value)]));
