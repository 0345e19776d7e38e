import type { Workplace } from './workplace';

/** What `--json` says of each stack. */
interface Result {
  readonly result: {
    readonly stacks: readonly { readonly stack: string; readonly status: string; readonly snapshot?: string }[];
  };
}

/** Runs a command, and tells what it says of each stack. */
export async function stacksInJson(workplace: Workplace, ...args: string[]) {
  const { code, stdout } = await workplace.command(...args, '--json');
  return { code, stacks: (JSON.parse(stdout) as Result).result.stacks };
}
