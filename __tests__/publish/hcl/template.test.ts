import { partsOf } from '../../../publish/hcl/template';

describe('a string of Terraform’s JSON syntax', () => {
  it.each([
    ['plain', [{ text: 'plain' }]],
    ['${var.region}', [{ expression: 'var.region' }]],
    ['${ var.region }', [{ expression: 'var.region' }]],
    ['${var.days}d', [{ expression: 'var.days' }, { text: 'd' }]],
    ['${var.a}${var.b}', [{ expression: 'var.a' }, { expression: 'var.b' }]],
    ['${{ for k, v in var.m : k => v }}', [{ expression: '{ for k, v in var.m : k => v }' }]],
    ['${join("}", ["${var.a}"])}!', [{ expression: 'join("}", ["${var.a}"])' }, { text: '!' }]],
    ['${f("a \\" }")}', [{ expression: 'f("a \\" }")' }]],
    ['$${literal} and $ {', [{ text: '$${literal} and $ {' }]],
    ['', []],
  ])('%j falls into its pieces', (template, parts) => {
    expect(partsOf(template)).toEqual(parts);
  });

  it.each([
    ['${(var.days * 24)}h', 'var.days * 24'],
    ['${floor((var.size * 0.85))}', 'floor(var.size * 0.85)'],
    ['${((var.a + 1) * (var.b + 1))}', '(var.a + 1) * (var.b + 1)'],
    ['${f("((a))")}', 'f("((a))")'],
    ['${f((var.a), (var.b + 1))}', 'f((var.a), (var.b + 1))'],
    ['${(var.a) == (var.b)}', '(var.a) == (var.b)'],
  ])('%s loses the parentheses that nobody would write', (template, expression) => {
    expect(partsOf(template)[0]).toEqual({ expression });
  });

  it.each(['${var.a', 'x${f("a}'])('%s without an end is refused', (template) => {
    expect(() => partsOf(template)).toThrow(/has no end/);
  });
});
