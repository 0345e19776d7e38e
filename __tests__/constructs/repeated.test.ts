import { TerraformVariable, type TerraformStack } from 'cdktf';
import { atMostOne, oneOrNull, referenceTo, whenSet, whenTrue } from '../../constructs/repeated';
import { synthesizeConstruct } from '../support/construct-root';

/** What a value becomes in the JSON of a stack. */
function resolved(value: (root: TerraformStack) => unknown): unknown {
  const json = synthesizeConstruct((root) => {
    root.addOverride('locals.value', value(root));
  });
  return json.locals?.value;
}

const variable = (root: TerraformStack) => new TerraformVariable(root, 'part', {});

describe('a part that may be missing', () => {
  it('is a map of one entry, or an empty one', () => {
    expect(resolved(() => atMostOne({ label: 'acme' }))).toEqual({ this: { label: 'acme' } });
    expect(resolved(() => atMostOne(null))).toEqual({});
    expect(resolved(() => atMostOne(undefined))).toEqual({});
  });

  it.each([
    ['a value', (root: TerraformStack) => variable(root).value as unknown],
    ['text', (root: TerraformStack) => variable(root).stringValue],
    ['an expression', () => '${var.part}'],
  ])('is an expression where it comes from a variable as %s', (_what, part) => {
    const expression = resolved((root) => atMostOne(part(root)));

    expect(expression).toMatch(/^\$\{[^$]*var\.part[^$]*\}$/);
    expect(expression).toContain('this = ');
  });

  it('gives one attribute, or null', () => {
    expect(oneOrNull({ fqn: 'linode_vpc.vpc' }, 'id')).toBe('${one([for instance in linode_vpc.vpc : instance.id])}');
  });
});

describe('a block', () => {
  it('is there while its value is', () => {
    expect(resolved(() => whenSet({ min: 1 }))).toEqual([{ min: 1 }]);
    expect(resolved(() => whenSet(null))).toEqual([]);
    expect(resolved(() => whenSet(undefined))).toEqual([]);
    expect(resolved((root) => whenSet(variable(root).stringValue))).toBe('${var.part[*]}');
  });

  it('is there while a condition holds', () => {
    expect(resolved(() => whenTrue(true))).toEqual([true]);
    expect(resolved(() => whenTrue(false))).toEqual([]);
    expect(resolved((root) => whenTrue(variable(root).booleanValue))).toBe('${var.part ? [true] : []}');
  });
});

describe('a reference', () => {
  it('is bare, as lifecycle and depends_on want it', () => {
    expect(resolved(() => referenceTo({ fqn: '${terraform_data.vpc}' }))).toBe('terraform_data.vpc');
    expect(resolved(() => referenceTo({ fqn: 'terraform_data.vpc' }))).toBe('terraform_data.vpc');
  });
});
