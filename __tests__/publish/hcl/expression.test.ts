import { aligned, expressionOf, heredoc, quoted } from '../../../publish/hcl/expression';

describe('a value in HCL', () => {
  it.each<[unknown, string]>([
    ['${var.region}', 'var.region'],
    ['${var.days}d', '"${var.days}d"'],
    ['say "hi"\t\\', '"say \\"hi\\"\\t\\\\"'],
    ['$${kept}', '"$${kept}"'],
    [3, '3'],
    [false, 'false'],
    [null, 'null'],
    [[], '[]'],
    [['a', '${var.b}'], '["a", var.b]'],
    [{}, '{}'],
    [{ a: 1, 'b-c': 2 }, '{ a = 1, b-c = 2 }'],
    [{ 'app.kubernetes.io/name': 'x' }, '{ "app.kubernetes.io/name" = "x" }'],
    [{ '${var.key}': 'x' }, '{ (var.key) = "x" }'],
    [{ '${var.key}-a': 'x' }, '{ "${var.key}-a" = "x" }'],
  ])('%j is %s', (value, hcl) => {
    expect(expressionOf(value)).toBe(hcl);
  });

  it('stands on several lines where one would be too long, with its equals signs in a column', () => {
    const value = { name: 'x'.repeat(40), description: 'y'.repeat(40), nested: { list: [1, 2], 'a.b': true } };

    expect(expressionOf(value)).toBe(
      [
        '{',
        `  name        = "${'x'.repeat(40)}"`,
        `  description = "${'y'.repeat(40)}"`,
        '  nested      = { list = [1, 2], "a.b" = true }',
        '}',
      ].join('\n'),
    );
  });

  it('keeps a long list readable, with a comma at its end', () => {
    expect(expressionOf(['x'.repeat(40), 'y'.repeat(40)])).toBe(`[\n  "${'x'.repeat(40)}",\n  "${'y'.repeat(40)}",\n]`);
  });

  it('is a heredoc where it is text of several lines', () => {
    expect(expressionOf('first\n\n  ${var.second}\n')).toBe('<<-EOT\n  first\n\n    ${var.second}\nEOT');
    expect(expressionOf('first\nsecond')).toBe('"first\\nsecond"');
    expect(heredoc('one\ntwo')).toBe('<<-EOT\n  one\n  two\nEOT');
  });

  it('stands for itself when it is quoted, whatever it holds', () => {
    expect(quoted('a ${b} %{c} "d"')).toBe('"a $${b} %%{c} \\"d\\""');
  });
});

describe('attributes below each other', () => {
  it('stand in one column up to one that goes on in the next line', () => {
    const attributes = [
      { name: 'a', value: '1' },
      { name: 'long', value: '2' },
      { name: 'object', value: '{\n  x = 1\n}' },
      { name: 'b', value: '3' },
      { name: 'text', value: '<<-EOT\n  x\nEOT' },
      { name: 'after', value: '4' },
    ];

    expect(aligned(attributes)).toBe(
      'a    = 1\nlong = 2\nobject = {\n  x = 1\n}\nb    = 3\ntext = <<-EOT\n  x\nEOT\nafter = 4',
    );
  });
});
