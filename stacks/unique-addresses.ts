import { TerraformDataSource, TerraformLocal, TerraformResource, type TerraformStack } from 'cdktf';

/**
 * Refuses two elements of one address. Names carry no hash, so that nothing else keeps them apart: in the JSON the
 * later would take the place of the earlier without a word.
 */
export function refuseSameAddresses(stack: TerraformStack): void {
  stack.node.addValidation({ validate: () => problemsOf(stack) });
}

function problemsOf(stack: TerraformStack): string[] {
  const paths = new Map<string, string>();
  return stack.node.findAll().flatMap((node) => {
    const address = addressOf(node);
    if (address === undefined) return [];
    const { path } = node.node;
    const first = paths.get(address);
    paths.set(address, path);
    if (first === undefined) return [];
    return [`${first} and ${path} would both be ${address}; give one of them an id with other letters or digits`];
  });
}

function addressOf(node: unknown): string | undefined {
  if (node instanceof TerraformResource) return `${node.terraformResourceType}.${node.friendlyUniqueId}`;
  if (node instanceof TerraformDataSource) return `data.${node.terraformResourceType}.${node.friendlyUniqueId}`;
  return node instanceof TerraformLocal ? `local.${node.friendlyUniqueId}` : undefined;
}
