import { fileOf } from '../../../publish/hcl/body';
import { schemaOf, type Provider } from '../../../publish/hcl/provider-schema';
import { resourceBlocks, type Resources } from '../../../publish/hcl/resources';

const PROVIDERS: readonly Provider[] = [
  {
    name: 'test',
    source: 'example/test',
    version: '1.2.3',
    resources: {
      test_thing: {
        block: {
          attributes: { colour: {}, label: { required: true }, rules: {} },
          block_types: {
            part: { block: { attributes: { size: {} }, block_types: { bolt: { block: { attributes: { n: {} } } } } } },
          },
        },
      },
    },
  },
];

const written = (resources: Resources, comments = {}) => fileOf(resourceBlocks(resources, PROVIDERS, comments));

describe('a resource in HCL', () => {
  it('has its loop first, then what is required, then the rest, then blocks, lifecycle and dependencies', () => {
    const file = written(
      {
        test_thing: {
          one: {
            colour: 'red',
            label: '${each.key}',
            rules: [{ a: 1 }],
            part: [{ size: 1, dynamic: { bolt: { for_each: '${var.bolts}', content: { n: '${bolt.value}' } } } }],
            for_each: '${var.things}',
            depends_on: ['test_thing.two'],
            lifecycle: { prevent_destroy: true, replace_triggered_by: ['terraform_data.x'] },
            '//': { metadata: {} },
          },
        },
      },
      { 'test_thing.one': 'What a reader wonders about.\nIn two lines.' },
    );

    expect(file).toBe(`# What a reader wonders about.
# In two lines.
resource "test_thing" "one" {
  for_each = var.things

  label  = each.key
  colour = "red"
  rules  = [{ a = 1 }]

  part {
    size = 1

    dynamic "bolt" {
      for_each = var.bolts

      content {
        n = bolt.value
      }
    }
  }

  lifecycle {
    prevent_destroy      = true
    replace_triggered_by = [terraform_data.x]
  }

  depends_on = [test_thing.two]
}
`);
  });

  it('leaves out what is null, and takes a block that stands alone for one of many', () => {
    expect(written({ test_thing: { one: { label: 'a', colour: null, part: { size: 2 } } } })).toBe(
      'resource "test_thing" "one" {\n  label = "a"\n\n  part {\n    size = 2\n  }\n}\n',
    );
  });

  it('is refused with an argument or of a type that no schema has', () => {
    expect(() => written({ test_thing: { one: { colr: 'red' } } })).toThrow('the schema has no argument colr');
    expect(() => written({ test_other: { one: {} } })).toThrow('no schema of test_other; add it to the selection');
  });
});

describe('the schemas', () => {
  it('know the resource of the engine itself', () => {
    expect(schemaOf('terraform_data', [])).toHaveProperty('attributes.input');
  });
});
