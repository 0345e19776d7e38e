import { App, TerraformOutput, TerraformStack } from 'cdktf';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Platform } from '../../model/platform';
import { buildStacks } from '../../stacks/build-stacks';
import { resourceAddresses } from '../support/addresses';
import { dataOf, ENTERPRISE, EXAMPLE_FILE, examplePlatform, platformOf } from '../support/platforms';
import { reviewable } from '../support/reviewable';
import { synthesize, synthesizeApp, synthesizeStack } from '../support/synthesize';
import { temporaryFolder } from '../support/temporary-folder';

describe('the snapshot of a stack that is too long to read', () => {
  /** Firewall rules take the most lines a platform file can lead to. */
  const clusterWith = (network: string) =>
    synthesizeStack(
      platformOf({
        ...ENTERPRISE,
        network: {
          vpc: ENTERPRISE.network.vpc,
          firewall: {
            attachedTo: 'node-pools',
            nodeRules: false,
            inbound: Array.from({ length: 20 }, (_, index) => ({
              label: `rule-${index}`,
              ipv4: Array.from({ length: 40 }, (_address, host) => `${network}.${host}/32`),
            })),
          },
        },
      }),
      'cluster',
    );
  const cluster = clusterWith('203.0.113');

  it('is an inventory with counts, addresses and all but the long values', () => {
    expect(JSON.parse(reviewable(cluster))).toMatchObject({
      counts: { linode_firewall: 1, linode_lke_cluster: 1 },
      addresses: resourceAddresses(cluster),
      terraform: cluster.terraform,
      resource: {
        linode_firewall: {
          network_firewall: {
            for_each: {
              this: { inbound: { 19: { label: 'rule-19', ipv4: expect.stringContaining(' lines, ') as string } } },
            },
          },
        },
        linode_lke_cluster: { cluster: { tier: 'enterprise', region: 'nl-ams' } },
      },
    });
  });

  it('differs also where a long value differs', () => {
    expect(reviewable(clusterWith('198.51.100'))).not.toEqual(reviewable(cluster));
    expect(reviewable(clusterWith('203.0.113'))).toEqual(reviewable(cluster));
  });
});

describe('the output', () => {
  /** Every file of an output folder as it was written. */
  function written(platform: Platform): Record<string, string> {
    const outdir = temporaryFolder();
    const app = new App({ outdir });
    buildStacks(app, platform);
    app.synth();
    const files = readdirSync(outdir, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json'));
    return Object.fromEntries(files.map((file) => [file, readFileSync(join(outdir, file), 'utf8')]));
  }

  const on = (date: string, platform: Platform) => {
    jest.useFakeTimers({ now: new Date(date) });
    try {
      return written(platform);
    } finally {
      jest.useRealTimers();
    }
  };

  it.each(['platform.yaml', EXAMPLE_FILE, 'docs/examples/minimal.yaml'])(
    'of %s is the same, byte for byte, in two runs',
    (file) => {
      const platform = platformOf(dataOf(file));

      expect(Object.keys(written(platform))).toHaveLength(platform.stacks.length + 1);
      expect(written(platform)).toEqual(written(platform));
    },
  );

  it('is the same on two dates', () => {
    expect(on('2025-01-01T00:00:00Z', examplePlatform())).toEqual(on('2031-12-31T23:59:59Z', examplePlatform()));
  });

  it('is read back without the version of the library and what only cdktf-cli needs', () => {
    const { stacks } = synthesize(examplePlatform());

    expect(JSON.stringify(stacks)).not.toMatch(/"\/\/"|0\.21|stackName|uniqueId/);
  });

  it.each([process.cwd(), '/home/someone/platform'])('is refused with a path of the machine, %s', (folder) => {
    const build = (app: App) => {
      const stack = new TerraformStack(app, 'stray');
      new TerraformOutput(stack, 'path', { value: join(folder, 'charts', 'bootstrap') });
    };

    expect(() => synthesizeApp(build)).toThrow('stack stray names a path of this machine: "value": ');
  });
});
