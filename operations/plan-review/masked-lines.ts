import { isMap, isScalar, LineCounter, type Pair, parseDocument, type Scalar, visit } from 'yaml';
import { withoutPasswords } from '../../model/problem';
import { SENSITIVE } from '../../model/sensitive';
import { isSecretName } from './secret-names';

export { SENSITIVE };

/**
 * The lines of a text without what looks like a secret in it. In YAML and JSON that is every text below a name such as
 * `password`, however many lines it has; in any other text what follows such a name on its line.
 */
export function maskedLines(text: string): string[] {
  const lines = text.split('\n');
  const spans = secretSpans(text);
  const masked = spans === undefined ? lines.map(maskedAssignment) : withoutSpans(lines, spans);
  return withoutKeys(masked.map(withoutPasswords));
}

/** Where a secret stands: lines and columns, from 0; the end is behind it. */
interface Span {
  readonly from: { readonly line: number; readonly column: number };
  readonly to: { readonly line: number; readonly column: number };
}

/** The secrets in YAML or JSON; undefined for a text that is neither a map nor a list. */
function secretSpans(text: string): Span[] | undefined {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, logLevel: 'silent', merge: true });
  if (document.errors.length > 0 || isScalar(document.contents) || document.contents === null) return undefined;
  const place = (offset: number) => {
    const { line, col } = counter.linePos(offset);
    return { line: line - 1, column: col - 1 };
  };
  const spans: Span[] = [];
  visit(document, {
    Scalar(key, scalar, path) {
      if (key === 'key' || !isSecretText(scalar) || !path.some((node, index) => holdsSecret(node, path[index - 1])))
        return;
      const [from, to] = scalar.range ?? [0, 0];
      spans.push({ from: place(from), to: place(to) });
    },
  });
  return spans;
}

const isSecretText = ({ value }: Scalar) => typeof value === 'string' && value !== '';

/** Whether a pair holds a secret: by its own name, or as the value of a variable of that name. */
function holdsSecret(node: unknown, parent: unknown): boolean {
  if (!isPairOfText(node)) return false;
  if (isSecretName(node.key.value)) return true;
  const name: unknown = node.key.value === 'value' && isMap(parent) ? parent.get('name') : undefined;
  return typeof name === 'string' && isSecretName(name);
}

function isPairOfText(node: unknown): node is Pair<Scalar<string>> {
  if (typeof node !== 'object' || node === null || !('key' in node)) return false;
  return isScalar(node.key) && typeof node.key.value === 'string';
}

function withoutSpans(lines: readonly string[], spans: readonly Span[]): string[] {
  const masked = [...lines];
  // From the last to the first, so that none moves another.
  for (const { from, to } of [...spans].reverse()) {
    const first = masked[from.line] ?? '';
    if (to.line === from.line) {
      masked[from.line] = first.slice(0, from.column) + SENSITIVE + first.slice(to.column);
      continue;
    }
    masked[from.line] = first.slice(0, from.column) + SENSITIVE;
    for (let line = from.line + 1; line < to.line || (line === to.line && to.column > 0); line++) {
      masked[line] = SENSITIVE;
    }
  }
  return masked;
}

/** `DB_PASSWORD=…`, `password: …` */
function maskedAssignment(line: string): string {
  const [, before = '', name = '', separator = ''] = /^(.*?)([\w.-]+)(["']?\s*[:=]\s*)\S/.exec(line) ?? [];
  return isSecretName(name) ? before + name + separator + SENSITIVE : line;
}

/** Private keys, from their first line to their last. */
function withoutKeys(lines: readonly string[]): string[] {
  let inside = false;
  return lines.map((line) => {
    const begins = /-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(line);
    const ends = /-----END [A-Z ]*PRIVATE KEY-----/.test(line);
    const masked = inside && !ends;
    inside = (inside || begins) && !ends;
    return masked ? SENSITIVE : line;
  });
}
