import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import type { Change as Told } from '../../operations/adopt/difference';
import { UNKNOWN } from '../../operations/plan-review/attribute-changes';
import type { Change } from '../../operations/plan-review/plan-summary';
import type { Workplace } from './workplace';

/** One stack of what `plan --json` says. */
interface PlannedStack {
  readonly stack: string;
  readonly status: string;
  readonly changes?: readonly Change[];
}

/** A platform file that `import` wrote in a workplace, and the stacks that take over what it names. */
export class Adoption {
  /** What `import` told that the first apply changes. */
  told: readonly Told[] = [];

  constructor(private readonly workplace: Workplace) {}

  get file(): string {
    return join(this.workplace.folder, 'platform.yaml');
  }

  async synth(): Promise<void> {
    const { code, stderr } = await this.workplace.command('synth', '--out', this.workplace.output);
    if (code !== 0) throw new Error(stderr);
  }

  async removeImports(): Promise<void> {
    const document = parseDocument(readFileSync(this.file, 'utf8'));
    document.delete('imports');
    writeFileSync(this.file, document.toString());
    await this.synth();
  }

  async plan(...stacks: readonly string[]): Promise<readonly PlannedStack[]> {
    const { stdout, stderr } = await this.workplace.command('plan', ...stacks, '--json');
    const { result } = JSON.parse(stdout) as { result: { stacks: readonly PlannedStack[] } | null };
    if (!result) throw new Error(stdout + stderr);
    return result.stacks;
  }

  /** How each stack is planned, without repetition. */
  async statuses(...stacks: readonly string[]): Promise<string[]> {
    return [...new Set((await this.plan(...stacks)).map(({ status }) => status))];
  }

  apply(...stacks: readonly string[]) {
    return this.workplace.command('apply', ...stacks, '--yes', '--no-snapshot');
  }

  /** Attributes that `import` said would change in these stacks. */
  toldOf(stacks: readonly string[], { afterImports }: { afterImports: boolean }): string[] {
    return this.told
      .filter((change) => stacks.includes(change.stack) && (change.afterImports ?? false) === afterImports)
      .map(({ address, attribute }) => whole(`${address} ${attribute}`))
      .filter((name, index, names) => names.indexOf(name) === index)
      .sort();
  }
}

/** Changes of a plan to what existed before the platform: all of Linode but what is told to be new. */
export const toExisting = (stacks: readonly PlannedStack[], isNew: RegExp): Change[] =>
  stacks.flatMap(({ changes = [] }) =>
    changes.filter(({ address }) => address.startsWith('linode_') && !isNew.test(address)),
  );

/** Attributes that a plan changes, down to where `import` tells them. What only the apply will know is not a change. */
export function attributesOf(changes: readonly Change[]): string[] {
  const names = changes.flatMap(({ address, attributes, objects }) => [
    ...pathsOf(attributes).map((path) => `${address} ${path}`),
    ...objects.flatMap((object) =>
      object.kind === 'node pool'
        ? pathsOf(object.attributes).map((path) => `${address} pool[0].${path}`)
        : [`${address} ${LISTS[object.kind] ?? object.kind}`],
    ),
  ]);
  return [...new Set(names.map(whole))].sort();
}

const pathsOf = (attributes: Change['attributes']) =>
  attributes.filter((attribute) => !('after' in attribute) || attribute.after !== UNKNOWN).map(({ path }) => path);

/** Lists whose entries a plan tells one by one. */
const LISTS: Readonly<Record<string, string>> = { 'inbound rule': 'inbound', 'outbound rule': 'outbound' };

const whole = (name: string) =>
  name.replace(/((?:pool\[0\]\.)?(?:tags|labels|taint))\b.*/, '$1').replace(/(inbound|outbound)\[.*/, '$1');
