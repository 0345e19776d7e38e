import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { evidenceName } from '../../../model/limits';
import { whyUnread } from '../../machine/named-file';
import { type JUnitReport, NotJUnit, parseJUnit } from './junit';

/** A report that was handed in, and what it says. */
export interface Evidence {
  readonly name: string;
  readonly passed: boolean;
  /** What it says, in words. */
  readonly detail: string;
}

/** One thing that is wrong with what was handed in. */
export interface EvidenceProblem {
  readonly what: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly given?: string;
  readonly allowed?: string;
  readonly fix: string;
}

/** What was handed in cannot be read, with every reason. */
export class EvidenceRefused extends Error {
  constructor(readonly problems: readonly EvidenceProblem[]) {
    super(problems.map(({ what }) => what).join('\n'));
    this.name = 'EvidenceRefused';
  }
}

const MOST_BYTES = 64 * 1024 * 1024;
const MOST_MIB = MOST_BYTES / 1024 / 1024;
const ALLOWED = 'a JUnit report in XML, as gotestsum (for Terratest), jest-junit, pytest and others write it';
const NAME_IT = 'name it: --evidence <name>=<file>';

/**
 * Reads reports.
 *
 * @param given each a file, or `name=file`; without a name it has that of its file
 * @throws {EvidenceRefused} with everything that is wrong with them
 */
export function readEvidence(given: readonly string[]): Evidence[] {
  const read = given.map(evidenceIn);
  const problems = read.flatMap((it) => ('problem' in it ? it.problem : []));
  const found = read.flatMap((it) => ('problem' in it ? [] : it));
  const twice = found.filter(({ name }, index) => found.findIndex((other) => other.name === name) < index);
  const all = [
    ...problems,
    ...twice.map(({ name }) => ({ what: 'two reports have the same name', given: name, fix: NAME_IT })),
  ];
  if (all.length > 0) throw new EvidenceRefused(all);
  return found;
}

function evidenceIn(given: string): Evidence | { readonly problem: EvidenceProblem } {
  const [, named, path] = /^([^=/\\]*)=(.+)$/s.exec(given) ?? [];
  const file = path ?? given;
  const name = named ?? basename(file).replace(/\.[^.]*$/, '');
  if (!evidenceName.pattern.test(name) || name.length > evidenceName.max) {
    const what = 'this is not a name for a report';
    return { problem: { what, given: name, allowed: evidenceName.allowed, fix: NAME_IT } };
  }
  try {
    return { name, ...verdictOn(parseJUnit(textIn(file))) };
  } catch (error) {
    const { line, column } = error instanceof NotJUnit ? error : {};
    return {
      problem: {
        ...{ what: `this report cannot be read: ${reasonOf(error)}`, file, allowed: ALLOWED },
        ...(line !== undefined && { line }),
        ...(column !== undefined && { column }),
        fix: 'let the suite write the report again, to its end',
      },
    };
  }
}

function textIn(file: string): string {
  if (statSync(file).size > MOST_BYTES) throw new NotJUnit(`it is larger than ${MOST_MIB} MiB`);
  return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
}

function reasonOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ERR_ENCODING_INVALID_ENCODED_DATA' ? 'it is not UTF-8' : whyUnread(error);
}

/** What did not run shows nothing. */
export function verdictOn({ tests, failed, skipped, failures }: JUnitReport): Omit<Evidence, 'name'> {
  if (failed > 0) {
    const more = failed > failures.length ? ' …' : '';
    const names = failures.length > 0 ? `: ${failures.join(', ')}${more}` : '';
    return { passed: false, detail: `${failed} failed${names}` };
  }
  if (tests === 0) return { passed: false, detail: 'it holds no test' };
  if (skipped === tests) return { passed: false, detail: `all ${tests} tests were skipped` };
  return { passed: true, detail: `${tests - skipped} passed${skipped > 0 ? `, ${skipped} skipped` : ''}` };
}

/** Every report that an environment demands, handed in or not, and what else was handed in. */
export function withMissing(demanded: readonly string[], given: readonly Evidence[]): Evidence[] {
  const missing = demanded.filter((name) => !given.some((it) => it.name === name));
  return [
    ...given,
    ...missing.map((name) => ({ name, passed: false, detail: `not handed in: --evidence ${name}=<junit.xml>` })),
  ];
}
