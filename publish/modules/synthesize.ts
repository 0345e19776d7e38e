import { App, TerraformOutput, TerraformStack, Token, ref, type TerraformElement } from 'cdktf';
import type { Construct, Node } from 'constructs';
import { snakeCase } from '../../constructs/inputs/snake-case';
import type { Fields, InputType } from '../../constructs/inputs/types';
import { logicalIdIn } from '../../constructs/logical-id';
import type { Resources } from '../hcl/resources';
import type { ModuleDefinition } from './definition';

/** A module in Terraform's JSON syntax, without its variables. */
export interface ModuleJson {
  readonly resource: Resources;
  readonly locals?: Readonly<Record<string, unknown>>;
  readonly output?: Readonly<Record<string, { readonly value: unknown }>>;
}

/** A stack that is never deployed: only what its construct becomes is of interest. */
class ThrowAwayStack extends TerraformStack {
  constructor() {
    super(new App(), 'module');
  }

  protected override allocateLogicalId(element: TerraformElement | Node): string {
    return logicalIdIn(this, element);
  }
}

/** Lets the construct of a module make its resources out of variables. */
export function synthesizeModule({ build, inputs, outputs }: ModuleDefinition): ModuleJson {
  const stack = new ThrowAwayStack();
  const construct = build(stack, variablesFor(inputs, 'var') as never) as Construct & Readonly<Record<string, unknown>>;
  for (const property of Object.keys(outputs)) {
    const output = new TerraformOutput(stack, `output-${property}`, { value: construct[property] });
    output.overrideLogicalId(snakeCase(property));
  }
  stack.prepareStack();
  return stack.toTerraform() as ModuleJson;
}

/**
 * Props that name the variables of a module. A construct takes an object that is always there by its fields, and
 * everything else as a whole.
 */
function variablesFor(fields: Fields, at: string): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, { type, optional }]) => {
      const name = `${at}.${snakeCase(key)}`;
      return [key, type.fields && !optional ? variablesFor(type.fields, name) : reference(type, name)];
    }),
  );
}

function reference({ hcl }: InputType, name: string): unknown {
  return hcl === 'number' ? Token.asNumber(ref(name)) : Token.asString(ref(name));
}
