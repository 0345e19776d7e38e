import { buffer } from 'node:stream/consumers';
import { readNamedFile } from '../../../operations/machine/named-file';
import type { ReportedProblem } from '../../conventions/problems';
import type { Streams } from '../../conventions/streams';

/** Where a value comes from. Never an argument: other users of the machine see those, and the shell keeps them. */
export interface ValueOptions {
  readonly fromFile?: string;
  readonly trim?: boolean;
}

export const FROM_FILE_OPTION = ['--from-file <file>', 'read the value from a file (default: stdin)'] as const;
export const TRIM_OPTION = ['--trim', 'leave out the line end that closes the value'] as const;

/** @throws {Error} when there is nothing to read, or it cannot be read */
export async function readValue({ fromFile, trim = false }: ValueOptions, { stdin }: Streams): Promise<Uint8Array> {
  const value = fromFile === undefined ? await fromStdin(stdin) : readNamedFile(fromFile);
  return new Uint8Array(trim ? withoutLineEnd(value) : value);
}

/** A line end that echo adds is part of the value, and that is rarely meant. */
export function lineEndWarnings(value: Uint8Array): ReportedProblem[] {
  const bytes = Buffer.from(value);
  const isOneLine = bytes.at(-1) === 0x0a && bytes.indexOf(0x0a) === bytes.length - 1;
  if (!isOneLine) return [];
  const what = 'the value ends with a line end, which is part of it';
  return [{ severity: 'warning', what, fix: 'if it is not meant, set it again with --trim, or with printf %s' }];
}

async function fromStdin(stdin: Streams['stdin']): Promise<Buffer> {
  if (!stdin || stdin.isTTY) {
    throw new Error(
      'the value is read from stdin, and nothing is piped in. Pipe it, such as from a password manager, or name a file: --from-file',
    );
  }
  return buffer(stdin);
}

function withoutLineEnd(value: Buffer): Buffer {
  if (value.at(-1) !== 0x0a) return value;
  return value.subarray(0, value.at(-2) === 0x0d ? -2 : -1);
}
