import { TerraformElement } from 'cdktf';
import type { IConstruct, Node } from 'constructs';

/** Construct ids that do not show in a name: the main resource of its construct. */
const SILENT_IDS = ['this', 'Default', 'Resource'];

/** Name of an element in Terraform, by its place below its stack. Stacks override `allocateLogicalId` with it. */
export function logicalIdIn(stack: IConstruct, element: TerraformElement | Node): string {
  const node: Node = element instanceof TerraformElement ? element.node : element;
  const path = node.scopes.map((scope) => scope.node.id);
  return logicalId(path.slice(path.indexOf(stack.node.id, 1) + 1));
}

/**
 * Name of a resource in Terraform: the path below the stack, joined by `_`, without a hash. Names are part of
 * addresses, and addresses are a contract (docs/adr).
 */
export function logicalId(path: readonly string[]): string {
  const parts = path.filter((part) => !SILENT_IDS.includes(part)).map((part) => part.replace(/[^A-Za-z0-9]+/g, '_'));
  return parts.join('_') || 'this';
}
