import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import type { Change as Told } from '../../operations/adopt/difference';
import type { Change } from '../../operations/deploy/plan-summary';
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
      .map(({ address, attribute }) => `${address} ${attribute}`)
      .sort();
  }
}

/** Changes of a plan to what existed before the platform: all of Linode but what is told to be new. */
export const toExisting = (stacks: readonly PlannedStack[], isNew: RegExp): Change[] =>
  stacks.flatMap(({ changes = [] }) =>
    changes.filter(({ address }) => address.startsWith('linode_') && !isNew.test(address)),
  );

/** Attributes that a plan changes, down to where `import` tells them. What only the apply will know is no change. */
export function attributesOf(changes: readonly Change[]): string[] {
  const names = changes.flatMap(({ address, attributes }) =>
    attributes.filter(({ after }) => after !== '(known after apply)').map(({ path }) => `${address} ${path}`),
  );
  const whole = names.map((name) => name.replace(/((?:pool\[0\]\.)?(?:tags|labels|taint))\b.*/, '$1'));
  return [...new Set(whole)].sort();
}
