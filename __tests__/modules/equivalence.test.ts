import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Fields, InputType } from '../../constructs/inputs/types';
import { MODULES } from '../../publish/modules/all';
import { lkeCluster } from '../../publish/modules/lke-cluster';
import { ENGINE_TIMEOUT_MS, engineSuite } from '@lke-platform/stand-ins/testing/engine-suite';
import { callOf, inlineOf, type Props } from '../support/module-call';
import { CLUSTER, MODULE_CASES } from '../support/module-cases';
import { startStandIn, type StandIn } from '@lke-platform/stand-ins/start';
import { Root } from '@lke-platform/stand-ins/testing/root';
import { temporaryFolder } from '../support/temporary-folder';

jest.setTimeout(ENGINE_TIMEOUT_MS);

interface Plan {
  readonly resource_changes?: readonly { readonly address: string; readonly change: object }[];
  readonly output_changes?: Readonly<Record<string, unknown>>;
}

/** What a case does with each optional input and field: gives it or leaves it out. */
function usesIn(fields: Fields, props: Props, owner = ''): string[] {
  return Object.entries(fields).flatMap(([key, { type, optional }]) => {
    const value = props[key];
    const use = value === undefined ? `${owner}${key} left out` : `${owner}${key} given`;
    return [...(optional ? [use] : []), ...usesBelow(type, value, `${owner}${key}`)];
  });
}

function usesBelow({ element, fields }: InputType, value: unknown, name: string): string[] {
  if (value === undefined) return [];
  if (fields) return usesIn(fields, value as Props, `${name}.`);
  return element ? Object.values(value as Props).flatMap((entry) => usesBelow(element, entry, `${name}[*]`)) : [];
}

/** Every optional input and field, once given and once left out. */
function usesOf(fields: Fields, owner = ''): string[] {
  return Object.entries(fields).flatMap(([key, { type, optional }]) => [
    ...(optional ? ['given', 'left out'].map((use) => `${owner}${key} ${use}`) : []),
    ...usesOfType(type, `${owner}${key}`),
  ]);
}

function usesOfType({ element, fields }: InputType, name: string): string[] {
  if (fields) return usesOf(fields, `${name}.`);
  return element ? usesOfType(element, `${name}[*]`) : [];
}

describe('the cases', () => {
  it.each(MODULES)('give each optional input of $name, and leave it out', (definition) => {
    const cases = Object.values(MODULE_CASES).filter(([module]) => module === definition);
    const uses = new Set(cases.flatMap(([, props]) => usesIn(definition.inputs, props)));

    expect(usesOf(definition.inputs).filter((use) => !uses.has(use))).toEqual([]);
  });
});

engineSuite('a module and its construct', () => {
  let standIn: StandIn;
  let inline: Root;
  let calling: Root;
  beforeAll(async () => {
    standIn = await startStandIn();
    inline = new Root(standIn.env);
    calling = new Root(standIn.env);
  });
  afterAll(() => {
    inline.remove();
    calling.remove();
    standIn.stop();
  });

  async function planOf(root: Root, configuration: object): Promise<Plan> {
    root.write(configuration);
    for (const args of [['init'], ['plan', '-out=plan']]) {
      const { code, output } = await root.run(...args);
      if (code !== 0) throw new Error(output);
    }
    const { output } = await root.run('show', '-json', 'plan');
    // The time of a plan is not a difference between two.
    return JSON.parse(output.replace(/"\d{4}-\d\d-\d\dT[\d:]+Z"/g, '"now"')) as Plan;
  }

  /** What a plan does, by addresses without the module's, and without the key of what it may leave out. */
  const changesOf = ({ resource_changes: resources = [], output_changes: outputs }: Plan) => ({
    resources: Object.fromEntries(
      resources.map(({ address, change }) => [address.replace(/^module\.this\.|\["this"\]$/g, ''), change]),
    ),
    outputs,
  });

  it.each(Object.entries(MODULE_CASES))('plan the same: %s', async (_case, [definition, props]) => {
    const expected = changesOf(await planOf(inline, inlineOf(definition, props)));

    expect(changesOf(await planOf(calling, callOf(definition, props)))).toEqual(expected);
  });

  it('plan something else as soon as a default of one of them changes', async () => {
    const changed = join(temporaryFolder(), 'lke-cluster');
    cpSync(resolve(__dirname, '../../modules/lke-cluster'), changed, { recursive: true });
    const variables = readFileSync(join(changed, 'variables.tf'), 'utf8');
    writeFileSync(
      join(changed, 'variables.tf'),
      variables.replace(/(variable "high_availability".*?default +=) true/s, '$1 false'),
    );
    const expected = changesOf(await planOf(inline, inlineOf(lkeCluster, CLUSTER)));

    expect(changesOf(await planOf(calling, callOf(lkeCluster, CLUSTER, changed)))).not.toEqual(expected);
  });
});
