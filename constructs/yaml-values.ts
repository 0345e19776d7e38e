import { Fn, TerraformLocal } from 'cdktf';
import type { Construct } from 'constructs';

/**
 * Values of a chart as YAML, out of a local with the object: so a changed value is a changed line of the stack.
 *
 * @returns a token for an entry of `values` of a release
 */
export const yamlValues = (scope: Construct, id: string, values: object): string =>
  Fn.yamlencode(new TerraformLocal(scope, id, values).expression);
