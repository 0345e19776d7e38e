/** A piece of a template of the engine's language: text as it stands, or `${…}` and `%{…}` with all that is in it. */
export interface TemplatePart {
  readonly kind: 'text' | 'expression';
  readonly content: string;
}

const OPENINGS = ['${', '%{'];

/** The pieces of a template, in order. What is escaped, such as `$${`, is text. */
export function templateParts(template: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let text = '';
  for (let at = 0; at < template.length;) {
    const end = isEscape(template, at) ? undefined : endOfExpression(template, at);
    if (end === undefined) {
      const length = isEscape(template, at) ? 3 : 1;
      text += template.slice(at, at + length);
      at += length;
      continue;
    }
    if (text !== '') parts.push({ kind: 'text', content: text });
    text = '';
    parts.push({ kind: 'expression', content: template.slice(at, end) });
    at = end;
  }
  return text === '' ? parts : [...parts, { kind: 'text', content: text }];
}

/** The expression that a template consists of, if it is nothing else: only then it may be something else than a text. */
export function wholeExpression(template: string): string | undefined {
  const [part, ...others] = templateParts(template);
  if (part?.kind !== 'expression' || others.length > 0 || !part.content.startsWith('${')) return undefined;
  return part.content.slice(2, -1).replace(/^~|~$/g, '');
}

const isEscape = (text: string, at: number) => ['$${', '%%{'].includes(text.slice(at, at + 3));

const isOpening = (text: string, at: number) => OPENINGS.includes(text.slice(at, at + 2));

/** Place after an expression that begins here; undefined where none does. */
function endOfExpression(text: string, start: number): number | undefined {
  if (!isOpening(text, start)) return undefined;
  const within: ('expression' | 'string')[] = ['expression'];
  for (let at = start + 2; at < text.length; at += 1) {
    const isInString = within.at(-1) === 'string';
    const character = text[at];
    if (isInString && (character === '\\' || isEscape(text, at))) at += character === '\\' ? 1 : 2;
    else if (isInString && isOpening(text, at)) {
      within.push('expression');
      at += 1;
    } else if (character === '"') {
      if (isInString) within.pop();
      else within.push('string');
    } else if (!isInString && character === '{') within.push('expression');
    else if (!isInString && character === '}') {
      within.pop();
      if (within.length === 0) return at + 1;
    }
  }
  return undefined;
}
