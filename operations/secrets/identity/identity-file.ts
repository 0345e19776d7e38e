import { existsSync, readFileSync } from 'node:fs';
import { writePrivateFile } from '../../bootstrap/private-file';
import { SourceError } from '../sources/source';

/** The identities of a file: those in force, and those that a rotation is about to take out of it. */
export interface Identities {
  readonly current: readonly string[];
  readonly former: readonly string[];
}

/** What divides them; a comment to age. */
const MARK = '# former identities, until nothing is encrypted for them alone any more:';

/** The identities of a file as age-keygen writes it. @throws {SourceError} when there is none in it */
export function readIdentities(file: string): Identities {
  if (!existsSync(file)) {
    throw new SourceError(
      `there is no age identity to rotate: ${file} does not exist`,
      'copy it from where the team keeps it, or let LKE_PLATFORM_AGE_IDENTITY name the file',
    );
  }
  const [current = '', former = ''] = readFileSync(file, 'utf8').split(MARK);
  const found = { current: identitiesIn(current), former: identitiesIn(former) };
  if (found.current.length > 0) return found;
  throw new SourceError(`${file} holds no age identity`, 'write one line into it, as age-keygen makes it');
}

/** Replaces what is in the file, whole or not at all. */
export function writeIdentities(file: string, { current, former }: Identities): void {
  writePrivateFile(file, [...current, ...(former.length > 0 ? [MARK, ...former] : []), ''].join('\n'));
}

/** File of the identities that were taken out: they open what was encrypted before, such as copies of states. */
export const formerFileOf = (file: string) => `${file}.former`;

/** Keeps identities that are taken out, beside those of earlier rotations. */
export function keepFormer(file: string, former: readonly string[]): string {
  const path = formerFileOf(file);
  const kept = existsSync(path) ? identitiesIn(readFileSync(path, 'utf8')) : [];
  writePrivateFile(path, [...new Set([...former, ...kept]), ''].join('\n'));
  return path;
}

const identitiesIn = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
