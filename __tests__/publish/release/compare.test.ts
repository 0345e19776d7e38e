import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ModuleInterface } from '../../../publish/modules/interface';
import { compareInterfaces } from '../../../publish/release/compare';
import { nextVersion, versionAfter } from '../../../publish/release/version';

const BEFORE = JSON.parse(
  readFileSync(resolve(__dirname, '../../../modules/lke-cluster/interface.json'), 'utf8'),
) as ModuleInterface;

type Draft = Record<string, never> & {
  required_version: string;
  required_providers: Record<string, { source: string; version: string }>;
  inputs: Record<string, Record<string, unknown>>;
  rules: string[];
  outputs: Record<string, { sensitive: boolean }>;
  resources: string[];
  moved: { from: string; to: string }[];
};

/** Changes between the interface and one that a function has changed, as `level: text`. */
function changesAfter(change: (draft: Draft) => void): string[] {
  const draft = JSON.parse(JSON.stringify(BEFORE)) as Draft;
  change(draft);
  return compareInterfaces(BEFORE, draft as unknown as ModuleInterface).map(({ level, text }) => `${level}: ${text}`);
}

const fieldsOf = (input: Record<string, unknown> | undefined) => input?.fields as Draft['inputs'];
const STRING = { type: 'string', required: false, nullable: true, default: null };

describe('the comparison of two interfaces', () => {
  it('finds nothing between a module and itself', () => {
    expect(changesAfter(() => undefined)).toEqual([]);
  });

  it.each<[string, (draft: Draft) => void]>([
    ['major: the input `tags` is gone', ({ inputs }) => delete inputs.tags],
    ['major: the input `extra` is new and required', ({ inputs }) => (inputs.extra = { ...STRING, required: true })],
    [
      'major: `label` is of type number, it was string',
      ({ inputs }) => (inputs.label = { ...inputs.label, type: 'number' }),
    ],
    ['major: `tags` is now required', ({ inputs }) => (inputs.tags = { ...inputs.tags, required: true })],
    ['major: `tier` no longer takes null', ({ inputs }) => (inputs.tier = { ...inputs.tier, nullable: false })],
    ['major: the field `system_pool.labels` is gone', ({ inputs }) => delete fieldsOf(inputs.system_pool).labels],
    [
      'major: the field `node_pools[*].zone` is new and required',
      ({ inputs }) =>
        (fieldsOf(inputs.node_pools?.element as Draft['inputs'][string]).zone = { ...STRING, required: true }),
    ],
    ['major: the output `cluster_id` is gone', ({ outputs }) => delete outputs.cluster_id],
    ['major: the output `cluster_id` is now sensitive', ({ outputs }) => (outputs.cluster_id = { sensitive: true })],
    [
      'major: `linode_lke_node_pool.pool` is gone, and what is there would be destroyed',
      (draft) => (draft.resources = draft.resources.filter((address) => address !== 'linode_lke_node_pool.pool')),
    ],
    ['major: Terraform and OpenTofu: `>= 1.12`, it was `>= 1.10`', (draft) => (draft.required_version = '>= 1.12')],
    [
      'major: the provider `linode`: `>= 4.0.0, < 5.0.0`, it was `>= 3.9.0, < 4.0.0`',
      ({ required_providers: providers }) =>
        (providers.linode = { source: 'linode/linode', version: '>= 4.0.0, < 5.0.0' }),
    ],
    [
      'major: the provider `helm` is needed, which callers have to configure',
      ({ required_providers: providers }) => (providers.helm = { source: 'hashicorp/helm', version: '>= 3.1.1' }),
    ],
    ['minor: the input `extra` is new', ({ inputs }) => (inputs.extra = STRING)],
    ['minor: `label` is no longer required', ({ inputs }) => (inputs.label = { ...STRING, nullable: false })],
    [
      'minor: the default of `high_availability` is `false`, it was `true`',
      ({ inputs }) => (inputs.high_availability = { ...inputs.high_availability, default: false }),
    ],
    ['minor: the field `system_pool.zone` is new', ({ inputs }) => (fieldsOf(inputs.system_pool).zone = STRING)],
    ['minor: the output `extra` is new', ({ outputs }) => (outputs.extra = { sensitive: false })],
    ['minor: `linode_vpc.extra` is new', ({ resources }) => resources.push('linode_vpc.extra')],
    ['minor: refused before the apply: label is odd.', ({ rules }) => rules.push('label is odd.')],
    ['minor: Terraform and OpenTofu: `>= 1.9`, it was `>= 1.10`', (draft) => (draft.required_version = '>= 1.9')],
    [
      'minor: the provider `linode`: `>= 3.11.0, < 4.0.0`, it was `>= 3.9.0, < 4.0.0`',
      ({ required_providers: providers }) =>
        (providers.linode = { source: 'linode/linode', version: '>= 3.11.0, < 4.0.0' }),
    ],
  ])('says %s', (expected, change) => {
    expect(changesAfter(change)).toEqual([expected]);
  });

  it('forgives another address with a moved block', () => {
    const changes = changesAfter((draft) => {
      draft.resources = draft.resources.map((address) =>
        address.replace('linode_lke_cluster.this', 'linode_lke_cluster.main'),
      );
      draft.moved = [{ from: 'linode_lke_cluster.this', to: 'linode_lke_cluster.main' }];
    });

    expect(changes).toEqual(['minor: `linode_lke_cluster.this` is now `linode_lke_cluster.main`, and is moved there']);
  });
});

describe('the next version', () => {
  it.each([
    ['1.2.3', 'major', '2.0.0'],
    ['1.2.3', 'minor', '1.3.0'],
    ['1.2.3', 'patch', '1.2.4'],
    ['0.2.3', 'major', '0.3.0'],
    ['0.2.3', 'minor', '0.2.4'],
    ['0.2.3', 'patch', '0.2.4'],
  ] as const)('after %s with a %s change is %s', (version, level, expected) => {
    expect(nextVersion(version, level)).toBe(expected);
  });

  it('is the first stable one when a person says so, and never by itself', () => {
    expect(versionAfter('0.2.3', 'major', '0.2.3')).toBe('0.3.0');
    expect(versionAfter('0.2.3', 'patch', '1.0.0')).toBe('1.0.0');
    expect(versionAfter('1.2.3', 'patch', '1.0.0')).toBe('1.2.4');
  });
});
