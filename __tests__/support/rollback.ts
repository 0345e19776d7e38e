import { join } from 'node:path';
import type { Ended, Workplace } from './workplace';

const BIN = join(__dirname, '../../bin/lke-platform.js');

/** What `rollback plan --json` lists. */
interface Listed {
  readonly result: { readonly plans: readonly { readonly rollback_id: string }[] };
}

/** What `apply --json` says of its only stack. */
interface Applied {
  readonly result: {
    readonly stacks: readonly {
      readonly rollback?: string;
      readonly waysBack?: readonly { readonly reversibility: string }[];
    }[];
  };
}

/** Changes of a workplace, and the ways back from them, as somebody types them without a terminal. */
export class RollbackDesk {
  constructor(private readonly workplace: Workplace) {}

  /** Applies production. @returns id of the rollback plan, and the classes of what was done */
  async applied(...args: string[]): Promise<{ readonly id: string; readonly classes: readonly string[] }> {
    const { code, stdout, stderr } = await this.workplace.command('apply', 'production', '--yes', '--json', ...args);
    if (code !== 0) throw new Error(stdout + stderr);
    const [stack] = (JSON.parse(stdout) as Applied).result.stacks;
    return { id: stack?.rollback ?? '', classes: (stack?.waysBack ?? []).map(({ reversibility }) => reversibility) };
  }

  run(id: string, ...args: string[]): Promise<Ended> {
    return this.workplace.command('rollback', 'run', id, '--yes', ...args);
  }

  /** Does what a run prints that was refused for want of consent, as it is printed. */
  async runAsPrinted(id: string): Promise<Ended> {
    const { stderr } = await this.run(id);
    const [, printed = 'false'] = /npx lke-platform (rollback run .*)$/m.exec(stderr) ?? [];
    return this.workplace.shell(`"${process.execPath}" ${BIN} ${printed}`);
  }

  /** Takes off the lock that a killed run left, as doctor prints it. */
  async unlock(): Promise<void> {
    const { stdout } = await this.workplace.command('doctor', '--json');
    const [line = 'true'] = /[\w./-]*(?:terraform|tofu) -chdir=\S+ force-unlock [\w-]+/.exec(stdout) ?? [];
    const { code, stderr } = await this.workplace.shell(line, 'yes\n');
    if (code !== 0) throw new Error(stderr);
  }

  /** The last plan of a stack. */
  async latest(stack: string): Promise<{ readonly rollback_id: string }> {
    const { stdout } = await this.workplace.command('rollback', 'plan', '--stack', stack, '--latest', '1', '--json');
    return (JSON.parse(stdout) as Listed).result.plans[0] ?? { rollback_id: '' };
  }
}
