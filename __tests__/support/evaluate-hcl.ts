import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { quoted } from '../../publish/hcl/expression';
import { engineCommand } from '@lke-platform/stand-ins/testing/engine-command';
import { temporaryFolder } from './temporary-folder';

/** Something that is judged in two languages, with values to judge. */
export interface TwoLanguages<T> {
  readonly values: readonly T[];
  /** Judges a value in TypeScript. */
  readonly holds: (value: T) => boolean;
  /** Writes the same about an expression in HCL. */
  readonly hcl: (value: string) => string;
}

/** Keeps the type of the values from getting lost among other cases. */
export const twoLanguages = <T>(one: TwoLanguages<T>) => one as TwoLanguages<unknown>;

interface Comparison {
  /** Every answer there was in HCL: a comparison needs both. */
  readonly answers: readonly unknown[];
  /** Values on which the languages disagree. */
  readonly disagreements: readonly { readonly value: unknown; readonly inHcl: unknown }[];
}

/** What a comparison finds if all is well. */
export const SAME: Comparison = { answers: [false, true], disagreements: [] };

/** Compares the two languages on each of their values. The engine is run once. */
export function compare(cases: Readonly<Record<string, TwoLanguages<unknown>>>): Record<string, Comparison> {
  const all = Object.values(cases);
  const answers = evaluate(
    all.map(({ values, hcl }) => `[for it in ${literal(values)} : ${hcl('it')}]`),
  ) as unknown[][];
  return Object.fromEntries(
    Object.entries(cases).map(([name, { values, holds }], index) => {
      const inHcl = answers[index] ?? [];
      const judged = values.map((value, place) => ({ value, inHcl: inHcl[place] }));
      const disagreements = judged.filter((it) => it.inHcl !== holds(it.value));
      return [name, { answers: [...new Set(inHcl)].sort(), disagreements }];
    }),
  );
}

/** What the engine makes of expressions. */
function evaluate(expressions: readonly string[]): unknown {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'main.tf'), `locals {\n  answers = [\n${expressions.join(',\n')}\n]\n}\n`);
  const ask = { cwd: folder, input: 'jsonencode(local.answers)\n', encoding: 'utf8', stdio: 'pipe' } as const;
  const answer = execFileSync(engineCommand(), ['console'], ask);
  // It is a text with JSON in it, and HCL quotes a text as JSON does.
  return JSON.parse(JSON.parse(answer) as string);
}

/** A value as HCL writes it. What is missing is null. */
function literal(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  return Array.isArray(value) ? `[${value.map(literal).join(', ')}]` : JSON.stringify(value ?? null);
}
