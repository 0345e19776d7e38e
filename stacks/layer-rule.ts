import {
  DefaultTokenResolver,
  StringConcat,
  TerraformDataSource,
  TerraformElement,
  TerraformProvider,
  TerraformResource,
  Tokenization,
  type TerraformStack,
} from 'cdktf';

/**
 * Refuses a provider that is configured from something of its own stack: on the first apply, and whenever that thing
 * is replaced, the provider would have no configuration (Terraform, provider configuration). What it needs comes from
 * another stack's state.
 */
export function refuseOwnProviders(stack: TerraformStack): void {
  stack.node.addValidation({ validate: () => faultsOf(stack) });
}

function faultsOf(stack: TerraformStack): string[] {
  const elements = stack.node.findAll().filter((node) => node instanceof TerraformElement);
  const own = elements.filter((element) => isManaged(element)).map((element) => addressOf(element));
  return elements
    .filter((element) => element instanceof TerraformProvider)
    .flatMap((provider) => {
      const configuration = JSON.stringify(resolve(stack, provider.toTerraform()));
      return own
        .filter((address) => new RegExp(`(?<![\\w.-])${escape(address)}(?![\\w-])`).test(configuration))
        .map(
          (address) =>
            `provider ${provider.terraformResourceType} of stack ${stack.node.id} is configured from ${address} of the same stack; ` +
            `a provider may only use literals and the outputs of other stacks; ` +
            `move ${address} to an earlier stack, give it an output, and read that by remoteState()`,
        );
    });
}

function resolve(scope: TerraformStack, value: unknown): unknown {
  const resolver = new DefaultTokenResolver(new StringConcat());
  return Tokenization.resolve(value, { scope, resolver, preparing: false });
}

/** Resources and data sources, but for the states of other stacks. */
const isManaged = (element: TerraformElement) =>
  element instanceof TerraformResource || element instanceof TerraformDataSource;

const addressOf = (element: TerraformElement) => element.fqn.replace(/^\$\{|\}$/g, '');

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
