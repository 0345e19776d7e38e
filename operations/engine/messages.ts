/** A message of the engine's `-json` output, as far as it is used here. */
interface Message {
  readonly type?: string;
  readonly '@message'?: string;
  readonly diagnostic?: Diagnostic;
  readonly hook?: { readonly resource?: { readonly addr?: string }; readonly action?: string };
}

/** What the engine has to say about an error or a warning. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  readonly summary: string;
  readonly detail: string;
  /** Address of the resource it is about. */
  readonly address?: string;
  /** The place in the configuration it is about. */
  readonly range?: { readonly filename: string; readonly start: { readonly line: number } };
}

/** The errors among the lines of a run with `-json`. */
export function errorsIn(output: string): Diagnostic[] {
  return output
    .split('\n')
    .flatMap((line) => parse(line)?.diagnostic ?? [])
    .filter(({ severity }) => severity === 'error');
}

const VERBS: Readonly<Record<string, string>> = {
  create: 'creating',
  update: 'changing',
  delete: 'destroying',
};

/** What the engine has just begun, in words; undefined for every other line. */
export function beginning(line: string): string | undefined {
  const { type, hook } = parse(line) ?? {};
  const address = hook?.resource?.addr;
  const verb = VERBS[hook?.action ?? ''];
  return type === 'apply_start' && address && verb ? `${verb} ${address}` : undefined;
}

const ENDS = ['apply_complete', 'apply_errored'];

/** Addresses of what the engine had begun to change and not ended, in the output of a run that was cut off. */
export function unfinishedIn(output: string): string[] {
  const begun = new Set<string>();
  for (const line of output.split('\n')) {
    const { type = '', hook } = parse(line) ?? {};
    const address = hook?.resource?.addr;
    if (address === undefined) continue;
    if (type === 'apply_start') begun.add(address);
    if (ENDS.includes(type)) begun.delete(address);
  }
  return [...begun];
}

function parse(line: string): Message | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as Message;
  } catch {
    return undefined; // not a message of the engine
  }
}

/** Text that the engine draws for a terminal, without its frame and colours, and without the word that the one who prints it says himself. */
export function withoutFrame(text: string): string {
  return text
    .replace(/\p{Cc}\[[\d;]*m/gu, '')
    .replace(/^[╷│╵] ?/gm, '')
    .trim()
    .replace(/^Error: /, '');
}
