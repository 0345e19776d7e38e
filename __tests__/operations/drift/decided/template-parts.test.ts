import { templateParts, wholeExpression } from '../../../../operations/drift/decided/template-parts';

describe('the expression that a template consists of', () => {
  it.each([
    ['${each.value.count}', 'each.value.count'],
    ['${length(a) > 0 ? { b = "}" } : null}', 'length(a) > 0 ? { b = "}" } : null'],
    ['${"a ${b ? "x" : "y"} }"}', '"a ${b ? "x" : "y"} }"'],
    ['${"\\"}"}', '"\\"}"'],
    ['${"$${"}', '"$${"'],
    ['${~ a ~}', ' a '],
  ])('is found in %s', (template, expression) => {
    expect(wholeExpression(template)).toBe(expression);
  });

  it.each(['', 'plain', '$${escaped}', '${a}-${b}', 'v${a}', '${a} ', '%{ if a }x%{ endif }', '${never ends'])(
    'is not in %s, which is a text',
    (template) => {
      expect(wholeExpression(template)).toBeUndefined();
    },
  );
});

describe('the pieces of a template', () => {
  it('are text and expressions, in order, and what is escaped is text', () => {
    expect(templateParts('a ${b} $${c} %%{d} %{ if e }f')).toEqual([
      { kind: 'text', content: 'a ' },
      { kind: 'expression', content: '${b}' },
      { kind: 'text', content: ' $${c} %%{d} ' },
      { kind: 'expression', content: '%{ if e }' },
      { kind: 'text', content: 'f' },
    ]);
  });
});
