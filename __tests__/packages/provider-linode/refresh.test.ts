import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { Selection } from '../../../packages/provider-linode/scripts/schema';

const script = path.resolve(__dirname, '../../../packages/provider-linode/scripts/refresh.js');
const before: Selection = {
  provider: 'linode/linode',
  version: '3.9.0',
  resources: ['linode_vpc'],
  dataSources: ['linode_region'],
};

/** As an engine prints it: the whole provider, with texts, under the engine's own registry, without the version. */
const printed = {
  format_version: '1.0',
  provider_schemas: {
    'registry.opentofu.org/linode/linode': {
      provider: {
        version: 0,
        block: { attributes: { token: { type: 'string', description: 'A token.', optional: true } } },
      },
      resource_schemas: {
        linode_vpc: {
          version: 0,
          block: {
            description_kind: 'plain',
            attributes: {
              description: { type: 'string', description: 'What it is for.', optional: true },
              subnets: { type: ['list', ['object', { description: 'string' }]], computed: true },
            },
          },
        },
        linode_volume: { version: 0, block: {} },
        linode_user: { version: 0, block: {} },
      },
      data_source_schemas: {
        linode_region: { version: 0, block: {} },
        linode_vlans: { version: 0, block: {} },
      },
    },
  },
};

/** The same provider, one version later. */
function withNextVersion(): object {
  const next = JSON.parse(JSON.stringify(printed)) as typeof printed;
  const { provider, resource_schemas: resources } = next.provider_schemas['registry.opentofu.org/linode/linode'];
  Object.assign(provider.block.attributes.token, { sensitive: true });
  const nodebalancers = { type: 'string', computed: true };
  const description = { type: 'string', required: true };
  Object.assign(resources.linode_vpc, { version: 1, block: { attributes: { description, nodebalancers } } });
  return next;
}

let scratch: string;

beforeEach(() => {
  scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'refresh-'));
  write('selection.json', before);
  write('printed.json', printed);
});

afterEach(() => {
  fs.rmSync(scratch, { recursive: true });
});

function write(file: string, content: unknown) {
  fs.writeFileSync(path.join(scratch, file), JSON.stringify(content));
}

function read(file: string): unknown {
  return JSON.parse(fs.readFileSync(path.join(scratch, file), 'utf8'));
}

function refresh(args: string[], env: NodeJS.ProcessEnv = {}) {
  return spawnSync(process.execPath, [script, '--selection', 'selection.json', '--out', 'schema.json', ...args], {
    cwd: scratch,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
}

describe('refreshing the schema', () => {
  it('adds a resource and a data source to the selection and to the schema', () => {
    const args = [
      '--schema',
      'printed.json',
      '--version',
      '3.9.0',
      '--add',
      'linode_volume',
      '--add',
      'data.linode_vlans',
    ];

    expect(refresh(args)).toMatchObject({ status: 0, stderr: '' });

    expect(read('selection.json')).toEqual({
      ...before,
      resources: ['linode_volume', 'linode_vpc'],
      dataSources: ['linode_region', 'linode_vlans'],
    });
    expect(read('schema.json')).toMatchObject({
      provider_schemas: {
        'registry.terraform.io/linode/linode': {
          resource_schemas: { linode_volume: {}, linode_vpc: {} },
          data_source_schemas: { linode_region: {}, linode_vlans: {} },
        },
      },
    });
  });

  it('moves to another version', () => {
    refresh(['--schema', 'printed.json', '--version', '3.10.0']);

    expect(read('selection.json')).toEqual({ ...before, version: '3.10.0' });
    expect(read('schema.json')).toHaveProperty('provider_versions', {
      'registry.terraform.io/linode/linode': '3.10.0',
    });
  });

  it('keeps the shape and drops the texts and what is not selected', () => {
    refresh(['--schema', 'printed.json', '--version', '3.9.0']);

    expect(read('schema.json')).toHaveProperty('provider_schemas', {
      'registry.terraform.io/linode/linode': {
        provider: { version: 0, block: { attributes: { token: { type: 'string', optional: true } } } },
        resource_schemas: {
          linode_vpc: {
            version: 0,
            block: {
              attributes: {
                description: { type: 'string', optional: true },
                subnets: { type: ['list', ['object', { description: 'string' }]], computed: true },
              },
            },
          },
        },
        data_source_schemas: { linode_region: { version: 0, block: {} } },
      },
    });
  });

  it('says what another schema changes for those who use it', () => {
    write('next.json', withNextVersion());

    refresh(['--schema', 'printed.json', '--version', '3.9.0']);
    const { stdout } = refresh(['--schema', 'next.json', '--version', '3.10.0', '--add', 'linode_volume']);

    expect(stdout.split('\n').slice(0, -1)).toEqual([
      'linode/linode 3.9.0 → 3.10.0: 2 resources, 1 data sources in schema.json',
      '  ~ provider.token: optional → optional, sensitive',
      '  + linode_volume',
      '  ~ linode_vpc: schema version 0 → 1',
      '  ~ linode_vpc.description: optional → required',
      '  + linode_vpc.nodebalancers (computed)',
      '  - linode_vpc.subnets (computed)',
      'What to write again after that: CONTRIBUTING.md, "Another version of a provider".',
    ]);
  });

  it('says that nothing changes but the version', () => {
    refresh(['--schema', 'printed.json', '--version', '3.9.0']);
    const { stdout } = refresh(['--schema', 'printed.json', '--version', '3.10.0']);

    expect(stdout).toContain('\n  the schema is the same\n');
  });

  it('asks the engine for the schema of the selected version when no file is named', () => {
    const engine = path.join(scratch, 'engine');
    const source = `#!${process.execPath}
      const fs = require('node:fs');
      if (process.argv[2] === 'init') fs.copyFileSync('main.tf.json', ${JSON.stringify(path.join(scratch, 'asked.json'))});
      else process.stdout.write(fs.readFileSync(${JSON.stringify(path.join(scratch, 'printed.json'))}));`;
    fs.writeFileSync(engine, source, { mode: 0o755 });

    expect(refresh(['--version', '3.10.0'], { TERRAFORM_BINARY_NAME: engine })).toMatchObject({
      status: 0,
      stderr: '',
    });

    expect(read('asked.json')).toEqual({
      terraform: { required_providers: { subject: { source: 'linode/linode', version: '3.10.0' } } },
    });
    expect(read('schema.json')).toHaveProperty('provider_versions', {
      'registry.terraform.io/linode/linode': '3.10.0',
    });
  });
});

describe('a refused refresh', () => {
  it.each([
    [
      'an unknown name',
      ['--schema', 'printed.json', '--version', '3.9.0', '--add', 'linode_volum'],
      /"linode_volum": nearest are linode_volume,/,
    ],
    [
      'a version that is a range',
      ['--schema', 'printed.json', '--version', '~> 3.10'],
      /--version takes three numbers, such as 3\.13\.0; given: ~> 3\.10/,
    ],
    ['a schema file without its version', ['--schema', 'printed.json'], /--schema needs --version X\.Y\.Z/],
    [
      'a schema of another provider',
      ['--schema', 'other.json', '--version', '3.9.0'],
      /other\.json holds no provider linode\/linode; it holds: registry\.terraform\.io\/hashicorp\/helm/,
    ],
    ['a missing schema file', ['--schema', 'gone.json', '--version', '3.9.0'], /^gone\.json: ENOENT/],
    ['an engine that is not there', [], /no-such-engine init .* failed: .*ENOENT\n.*--schema FILE/],
  ])('%s: says so and leaves the files as they were', (_case, args, message) => {
    write('other.json', { provider_schemas: { 'registry.terraform.io/hashicorp/helm': {} } });

    const { status, stderr } = refresh(args, { TERRAFORM_BINARY_NAME: 'no-such-engine' });

    expect(status).toBe(1);
    expect(stderr).toMatch(message);
    expect(read('selection.json')).toEqual(before);
    expect(fs.existsSync(path.join(scratch, 'schema.json'))).toBe(false);
  });
});
