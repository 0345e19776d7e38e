import { type AccessProblem, AccessRefused } from './refused';

const LONGEST_TEXT = 500;
/** Control characters, other ends of a line, halves of characters, and what turns the direction of writing. */
const MISLEADING = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/**
 * What stands against a text that the cluster and the audit log keep, and that people read in a list: it could hide what
 * it says, or write over what is beside it.
 *
 * @param where the option that it was given by
 * @param what is not said by it
 */
export function textProblems(where: string, text: string, what = 'a grant says who holds it and why'): AccessProblem[] {
  const isFine = VISIBLE.test(text) && text.length <= LONGEST_TEXT && !MISLEADING.test(text);
  const allowed = `1 to ${LONGEST_TEXT} characters on one line, not only blanks, without any that change the direction of writing`;
  return isFine ? [] : [{ what, where, given: escaped(text), allowed }];
}

/** @throws {AccessRefused} when a reason says nothing, or cannot be kept */
export function refuseReason(text: string): void {
  const problems = textProblems('--reason', text, 'the audit log says why');
  if (problems.length > 0) throw new AccessRefused(problems);
}

/** With what cannot be seen as its number. */
const escaped = (text: string) =>
  JSON.stringify(text).replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, (it) =>
    [...it].map((part) => `\\u{${(part.codePointAt(0) ?? 0).toString(16)}}`).join(''),
  );
