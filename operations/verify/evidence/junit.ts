import { SaxesParser, type SaxesTagPlain } from 'saxes';

/** What a JUnit report says in the end. */
export interface JUnitReport {
  readonly tests: number;
  /** Failures and errors. */
  readonly failed: number;
  readonly skipped: number;
  /** Names of tests that failed, the first of them. */
  readonly failures: readonly string[];
}

/** A text that is not a JUnit report. */
export class NotJUnit extends Error {
  constructor(
    readonly what: string,
    readonly line?: number,
    readonly column?: number,
  ) {
    super(what);
    this.name = 'NotJUnit';
  }
}

const MOST_NAMES = 5;
const ROOTS = ['testsuites', 'testsuite'];

/**
 * Reads a JUnit report: what its tests say counts, and where a suite says that more failed than its tests do, as where
 * its set-up broke, that counts, too.
 *
 * @throws {NotJUnit} when it is none, with the place of it
 */
export function parseJUnit(text: string): JUnitReport {
  const reader = new Reader();
  const parser = new SaxesParser();
  const refuse = (what: string) => {
    throw new NotJUnit(what, parser.line, parser.column);
  };
  // The parser would go on after an error; the first one is the cause of the others.
  parser.on('error', ({ message }) => refuse(`it is not XML: ${message.replace(/^(\d+:\d+: )+/, '')}`));
  parser.on('doctype', () => refuse('it declares a document type, which no JUnit report has'));
  parser.on('opentag', (tag) => {
    if (reader.isAtRoot && !ROOTS.includes(tag.name)) {
      refuse(`its root is <${tag.name}>, not <testsuites> or <testsuite>`);
    }
    reader.open(tag);
  });
  parser.on('closetag', ({ name }) => {
    reader.close(name);
  });
  parser.write(text.replace(/^\uFEFF/, '')).close();
  return reader.report();
}

class Reader {
  private depth = 0;
  private tests = 0;
  private skipped = 0;
  private failed = 0;
  private readonly failures: string[] = [];
  private current: { readonly name: string; failed: boolean; skipped: boolean } | undefined;
  /** Suites that are open: what each says of itself, and how much had failed before it. */
  private readonly suites: { readonly claims: number; readonly before: number }[] = [];

  get isAtRoot(): boolean {
    return this.depth === 0;
  }

  open({ name, attributes }: SaxesTagPlain): void {
    this.depth += 1;
    if (ROOTS.includes(name)) {
      const claims = countIn(attributes.failures) + countIn(attributes.errors);
      this.suites.push({ claims, before: this.failed });
    }
    if (name === 'testcase') this.current = { name: nameOf(attributes), failed: false, skipped: false };
    if (this.current && (name === 'failure' || name === 'error')) this.current.failed = true;
    if (this.current && name === 'skipped') this.current.skipped = true;
  }

  close(name: string): void {
    this.depth -= 1;
    if (name === 'testcase') this.endTest();
    if (!ROOTS.includes(name)) return;
    const { claims = 0, before = 0 } = this.suites.pop() ?? {};
    this.failed = Math.max(this.failed, before + claims);
  }

  private endTest(): void {
    this.tests += 1;
    if (this.current?.failed) {
      this.failed += 1;
      this.failures.push(this.current.name);
    } else if (this.current?.skipped) {
      this.skipped += 1;
    }
    this.current = undefined;
  }

  report(): JUnitReport {
    const { tests, failed, skipped, failures } = this;
    return { tests, failed, skipped, failures: failures.slice(0, MOST_NAMES) };
  }
}

const nameOf = ({ classname, name }: SaxesTagPlain['attributes']) =>
  [classname, name].filter(Boolean).join(' ') || 'a test without a name';

const countIn = (text: string | undefined) => (/^\d+$/.test(text ?? '') ? Number(text) : 0);
