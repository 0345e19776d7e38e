import { structuredPatch } from 'diff';
import { escaped } from '../../model/problem';
import { maskedLines } from './masked-lines';

/** Unchanged lines that are shown around a change. */
const CONTEXT = 2;

/**
 * The lines in which two texts differ, with a few around them. Each begins with `-`, `+` or a blank, as in a diff; a
 * line `…` stands for what was left out between two places. Secrets are masked.
 */
export function differingLines(before: string, after: string): string[] {
  const masked = { before: maskedLines(before), after: maskedLines(after) };
  const { hunks } = structuredPatch('', '', before, after, undefined, undefined, { context: CONTEXT });
  return hunks.flatMap((hunk, index) => {
    const next = { before: hunk.oldStart - 1, after: hunk.newStart - 1 };
    const lines = hunk.lines.map((line) => {
      const sign = line.charAt(0);
      if (sign === '\\') return line; // "No newline at end of file"
      const text = sign === '-' ? masked.before[next.before] : masked.after[next.after];
      if (sign !== '+') next.before++;
      if (sign !== '-') next.after++;
      return sign + escaped(text ?? '');
    });
    return index === 0 ? lines : ['…', ...lines];
  });
}
