import { Construct } from 'constructs';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Vpc } from '@cdktf/provider-linode/lib/vpc';
import { bool, list, map, number, object, optional, required, text } from '../../../constructs/inputs/types';
import { readProviders } from '../../../publish/hcl/provider-schema';
import { defineModule, type Move } from '../../../publish/modules/definition';
import { terraformFiles } from '../../../publish/modules/files';
import { ENGINE_TIMEOUT_MS, engineSuite } from '@lke-platform/stand-ins/testing/engine-suite';
import { startStandIn, type StandIn } from '@lke-platform/stand-ins/start';
import { Root } from '@lke-platform/stand-ins/testing/root';

jest.setTimeout(ENGINE_TIMEOUT_MS);

const PROVIDERS = readProviders(resolve(__dirname, '../../..'));
const INPUTS = {
  label: required(text(), 'Label of the VPC.'),
  place: required(object({ region: required(text(), 'Region.') }), 'Where it is.'),
  amount: optional(number(), 'A number.'),
  isOpen: optional(bool(), 'A switch.', false),
  names: optional(map(list(text())), 'Names.', { 'g6-standard-2': ['a'] }),
};

class Thing extends Construct {
  readonly thingId: string;

  constructor(scope: Construct, id: string, { label, place }: { label: string; place: unknown }) {
    super(scope, id);
    const { region } = place as { region: string };
    this.thingId = new Vpc(this, 'main', { label, region }).id;
  }
}

const filesOf = (moved: readonly Move[] = []) =>
  terraformFiles(
    defineModule({
      name: 'network',
      about: 'A thing.',
      construct: Thing,
      inputs: INPUTS,
      rules: [],
      outputs: { thingId: { description: 'Id of the thing.', sensitive: true } },
      comments: {},
      notes: [],
      moved,
    }),
    PROVIDERS,
  );

describe('the files of a module', () => {
  it('are as few as there is something to write', () => {
    expect(Object.keys(filesOf())).toEqual(['versions.tf', 'variables.tf', 'main.tf', 'outputs.tf']);
    expect(Object.keys(filesOf([{ from: 'linode_vpc.old', to: 'linode_vpc.main' }]))).toContain('moved.tf');
  });

  it('declare each variable with its type, its default and whether null means something', () => {
    expect(filesOf()['variables.tf']).toBe(`variable "label" {
  description = "Label of the VPC."
  type        = string
  nullable    = false
}

variable "place" {
  description = <<-EOT
    Where it is.

    - \`region\`: Region.
  EOT
  type = object({
    region = string
  })
  nullable = false
}

variable "amount" {
  description = "A number."
  type        = number
  default     = null
  nullable    = true
}

variable "is_open" {
  description = "A switch."
  type        = bool
  default     = false
  nullable    = false
}

variable "names" {
  description = "Names."
  type        = map(list(string))
  default     = { g6-standard-2 = ["a"] }
  nullable    = false
}
`);
  });

  it('take an object that is always there by its fields, and hide what is sensitive', () => {
    expect(filesOf()['main.tf']).toContain('region = var.place.region');
    expect(filesOf()['outputs.tf']).toContain('value       = linode_vpc.main.id\n  sensitive   = true');
  });

  it('take providers from the tested version up to the next major one', () => {
    expect(filesOf()['versions.tf']).toContain('source  = "linode/linode"\n      version = ">= 3.13.0, < 4.0.0"');
  });
});

engineSuite('the moves of a module', () => {
  let standIn: StandIn;
  let root: Root;
  beforeAll(async () => {
    standIn = await startStandIn();
    root = new Root(standIn.env);
  });
  afterAll(() => {
    root.remove();
    standIn.stop();
  });

  it('travel with it: a caller of the former version keeps what there is', async () => {
    const write = (files: Record<string, string>) => {
      mkdirSync(join(root.directory, 'module'), { recursive: true });
      for (const [name, file] of Object.entries(files)) writeFileSync(join(root.directory, 'module', name), file);
    };

    const former = Object.entries(filesOf()).map(([name, file]) => [name, file.replace(/\bmain\b/g, 'old')] as const);

    write(Object.fromEntries(former));
    root.write({
      terraform: { required_providers: { linode: { source: 'linode/linode' } } },
      module: { network: { source: './module', label: 'shop', place: { region: 'nl-ams' } } },
    });
    await root.run('init');
    expect(await root.apply()).toMatchObject({ code: 0, errors: [] });
    write(filesOf([{ from: 'linode_vpc.old', to: 'linode_vpc.main' }]));
    const { actions, errors } = await root.plan();

    expect({ actions, errors }).toEqual({ actions: { 'module.network.linode_vpc.main': 'move' }, errors: [] });
  });
});
