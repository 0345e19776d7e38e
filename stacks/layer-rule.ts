import type { TerraformStack } from 'cdktf';

type Bodies = Readonly<Record<string, Readonly<Record<string, object>>>>;

/** The parts of a stack's Terraform that the rule looks at. */
interface Configuration {
  readonly terraform?: { readonly backend?: { readonly s3?: { readonly key?: string } } };
  readonly provider?: Readonly<Record<string, unknown>>;
  readonly resource?: Bodies;
  readonly data?: Bodies;
  readonly module?: Readonly<Record<string, object>>;
  readonly locals?: Readonly<Record<string, unknown>>;
}

/**
 * Refuses a provider that is configured from something of its own stack: on the first apply, and whenever that thing
 * is replaced, the provider would have no configuration (Terraform, provider configuration). What it needs comes from
 * another stack's state.
 */
export function refuseOwnProviders(stack: TerraformStack): void {
  // The whole stack is resolved, so that no override and no local gets around the rule.
  stack.node.addValidation({ validate: () => problemsOf(stack.node.id, stack.toTerraform() as Configuration) });
}

function problemsOf(stack: string, configuration: Configuration): string[] {
  const own = addressesOf(configuration);
  return Object.entries(configuration.provider ?? {}).flatMap(([provider, settings]) => {
    const { text, locals } = withLocals(JSON.stringify(settings), configuration.locals ?? {});
    const through = locals.length > 0 ? ` (through ${locals.join(', ')})` : '';
    return own
      .filter((address) => mentions(text, address))
      .map(
        (address) =>
          `provider ${provider} of stack ${stack} is configured from ${address} of the same stack${through}; ` +
          `a provider may only use literals and the outputs of other stacks; ` +
          `move ${address} to an earlier stack, give it an output, and read that by remoteState()`,
      );
  });
}

/** What is known only once the stack is applied: all but the states of other stacks. */
function addressesOf({ terraform, resource = {}, data = {}, module = {} }: Configuration): string[] {
  const ownState = terraform?.backend?.s3?.key;
  const isOtherState = (type: string, body: { config?: { key?: string } }) =>
    type === 'terraform_remote_state' && body.config?.key !== ownState;
  return [
    ...entriesOf(resource).map(([type, name]) => `${type}.${name}`),
    ...entriesOf(data).flatMap(([type, name, body]) => (isOtherState(type, body) ? [] : [`data.${type}.${name}`])),
    ...Object.keys(module).map((name) => `module.${name}`),
  ];
}

const entriesOf = (bodies: Bodies) =>
  Object.entries(bodies).flatMap(([type, byName]) =>
    Object.entries(byName).map(([name, body]) => [type, name, body] as const),
  );

/** Text with the locals that it uses, directly or through others. */
function withLocals(text: string, values: Readonly<Record<string, unknown>>): { text: string; locals: string[] } {
  const locals: string[] = [];
  for (let used = ''; used !== text;) {
    used = text;
    for (const [name, value] of Object.entries(values)) {
      const address = `local.${name}`;
      if (locals.includes(address) || !mentions(text, address)) continue;
      locals.push(address);
      text += JSON.stringify(value);
    }
  }
  return { text, locals };
}

const mentions = (text: string, address: string) =>
  new RegExp(`(?<![\\w.-])${address.replaceAll('.', '\\.')}(?![\\w-])`).test(text);
