/** A piece of a string as Terraform reads it: text, or what stands in `${…}`. */
export type Part = { readonly text: string } | { readonly expression: string };

/**
 * Splits a string of Terraform's JSON syntax into its pieces. An escaped `$${` and directives (`%{`) count as text.
 *
 * @throws {Error} when an interpolation has no end
 */
export function partsOf(template: string): Part[] {
  const parts: Part[] = [];
  let text = '';
  for (let at = 0; at < template.length;) {
    if (template.startsWith('$${', at)) {
      text += '$${';
      at += 3;
    } else if (template.startsWith('${', at)) {
      const end = endOfExpression(template, at + 2);
      if (text !== '') parts.push({ text });
      parts.push({ expression: withoutSpareParentheses(template.slice(at + 2, end).trim()) });
      text = '';
      at = end + 1;
    } else {
      text += template.charAt(at++);
    }
  }
  return text === '' ? parts : [...parts, { text }];
}

/** Place of the brace that closes the expression which starts here. */
function endOfExpression(template: string, start: number): number {
  let depth = 0;
  for (let at = start; at < template.length; at++) {
    const character = template[at];
    if (character === '"') at = endOfQuotes(template, at + 1);
    else if (character === '{') depth++;
    else if (character === '}' && depth-- === 0) return at;
  }
  throw new Error(`an interpolation has no end: ${template}`);
}

/** Place of the quotation mark that closes the string which starts here. */
function endOfQuotes(template: string, start: number): number {
  for (let at = start; at < template.length; at++) {
    if (template[at] === '\\') at++;
    else if (template[at] === '"') return at;
    else if (template.startsWith('${', at)) at = endOfExpression(template, at + 2);
  }
  throw new Error(`a string in an interpolation has no end: ${template}`);
}

/** The library puts every operation in parentheses; around a whole expression or argument nobody would write them. */
function withoutSpareParentheses(expression: string): string {
  for (let at = 0; at < expression.length; at++) {
    if (expression[at] === '"') at = endOfQuotes(expression, at + 1);
    if (expression[at] !== '(' || (at > 0 && expression[at - 1] !== '(')) continue;
    const end = endOfParentheses(expression, at + 1);
    if (expression[end + 1] !== undefined && expression[end + 1] !== ')') continue;
    return withoutSpareParentheses(expression.slice(0, at) + expression.slice(at + 1, end) + expression.slice(end + 1));
  }
  return expression;
}

function endOfParentheses(expression: string, start: number): number {
  let depth = 0;
  for (let at = start; at < expression.length; at++) {
    const character = expression[at];
    if (character === '"') at = endOfQuotes(expression, at + 1);
    else if (character === '(') depth++;
    else if (character === ')' && depth-- === 0) return at;
  }
  throw new Error(`a parenthesis has no end: ${expression}`);
}
