import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { chartVersion } from '../../../model/limits';
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
  rules: { condition: string; message: string }[];
  outputs: Record<string, { type: string; sensitive: boolean }>;
  resources: string[];
  identity: Record<string, Record<string, string>>;
  moved: { from: string; to: string }[];
};

/** Changes between the interface and one that a function has changed, as `level: text`. */
function changesAfter(change: (draft: Draft) => void): string[] {
  const draft = JSON.parse(JSON.stringify(BEFORE)) as Draft;
  change(draft);
  return compareInterfaces(BEFORE, draft as unknown as ModuleInterface).map(({ level, text }) => `${level}: ${text}`);
}

const fieldsOf = (input: Record<string, unknown> | undefined) => input?.fields as Draft['inputs'];
const limitOf = (input: Record<string, unknown> | undefined) => (input?.limits as [Record<string, unknown>])[0];
const [NAME] = BEFORE.inputs.label?.limits as unknown as [{ pattern: string; min: number; max: number }];
const LABEL = `\`${NAME.pattern}\` of ${NAME.min} to ${NAME.max}`;
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
    [
      'major: the output `cluster_id` is now sensitive',
      ({ outputs }) => (outputs.cluster_id = { type: 'string', sensitive: true }),
    ],
    [
      'major: the output `cluster_id` is of type number, it was string',
      ({ outputs }) => (outputs.cluster_id = { type: 'number', sensitive: false }),
    ],
    [
      'major: `region` of `linode_lke_cluster.this` is `"nl-ams"`, it was `var.region`, which replaces it',
      ({ identity }) => (identity['linode_lke_cluster.this'] = { tier: 'var.tier', region: '"nl-ams"' }),
    ],
    [
      'major: `linode_lke_node_pool.pool["<key of node_pools>"]` is gone, and what is there would be destroyed',
      (draft) => (draft.resources = draft.resources.filter((address) => !address.startsWith('linode_lke_node_pool'))),
    ],
    ['major: Terraform and OpenTofu: `>= 1.12`, it was `>= 1.10`', (draft) => (draft.required_version = '>= 1.12')],
    [
      'major: the provider `linode`: `>= 4.0.0, < 5.0.0`, it was `>= 3.13.0, < 4.0.0`',
      ({ required_providers: providers }) =>
        (providers.linode = { source: 'linode/linode', version: '>= 4.0.0, < 5.0.0' }),
    ],
    [
      'major: the provider `helm` is needed, which callers have to configure',
      ({ required_providers: providers }) => (providers.helm = { source: 'hashicorp/helm', version: '>= 3.1.1' }),
    ],
    ['minor: the input `extra` is new', ({ inputs }) => (inputs.extra = STRING)],
    ['minor: `label` is no longer required', ({ inputs }) => (inputs.label = { ...inputs.label, required: false })],
    [
      'major: the default of `high_availability` is `false`, it was `true`',
      ({ inputs }) => (inputs.high_availability = { ...inputs.high_availability, default: false }),
    ],
    ['minor: the field `system_pool.zone` is new', ({ inputs }) => (fieldsOf(inputs.system_pool).zone = STRING)],
    ['minor: the output `extra` is new', ({ outputs }) => (outputs.extra = { type: 'string', sensitive: false })],
    ['minor: `linode_vpc.extra` is new', ({ resources }) => resources.push('linode_vpc.extra')],
    [
      'major: what it took may now be refused: label is odd.',
      ({ rules }) => rules.push({ condition: 'var.label != "odd"', message: 'label is odd.' }),
    ],
    [
      'minor: no longer refused: A VPC and its subnet belong together. Set vpc_id and subnet_id, or neither.',
      (draft) => (draft.rules = draft.rules.filter(({ message }) => !message.startsWith('A VPC and its subnet'))),
    ],
    [
      `major: \`label\` is limited otherwise: \`${NAME.pattern}\` of ${NAME.min} to 20, it was ${LABEL}`,
      ({ inputs }) => (limitOf(inputs.label).max = 20),
    ],
    [
      `minor: \`label\` is limited otherwise: \`${NAME.pattern}\` of ${NAME.min} to 64, it was ${LABEL}`,
      ({ inputs }) => (limitOf(inputs.label).max = 64),
    ],
    [
      `major: \`label\` is limited otherwise: \`^[a-z-]+$\` of ${NAME.min} to ${NAME.max}, it was ${LABEL}`,
      ({ inputs }) => (limitOf(inputs.label).pattern = '^[a-z-]+$'),
    ],
    [
      'major: `tier` is limited otherwise: enterprise, it was standard, enterprise',
      ({ inputs }) => (limitOf(inputs.tier).values = ['enterprise']),
    ],
    [
      'minor: `tier` is limited otherwise: standard, enterprise, free, it was standard, enterprise',
      ({ inputs }) => (limitOf(inputs.tier).values = ['standard', 'enterprise', 'free']),
    ],
    [
      'major: `system_pool.node_count` is limited otherwise: 3 to 500, it was 1 to 500',
      ({ inputs }) => (limitOf(fieldsOf(inputs.system_pool).node_count).min = 3),
    ],
    [
      'major: `vpc_id` is now limited: 1 to 9',
      ({ inputs }) => (inputs.vpc_id = { ...inputs.vpc_id, limits: [{ kind: 'whole', min: 1, max: 9 }] }),
    ],
    ['minor: `region` is no longer limited', ({ inputs }) => delete inputs.region?.limits],
    [
      'minor: each key of `system_pool.labels` is no longer limited',
      ({ inputs }) => delete fieldsOf(inputs.system_pool).labels?.keys,
    ],
    ['minor: Terraform and OpenTofu: `>= 1.9`, it was `>= 1.10`', (draft) => (draft.required_version = '>= 1.9')],
    [
      'minor: the provider `linode`: `>= 3.14.0, < 4.0.0`, it was `>= 3.13.0, < 4.0.0`',
      ({ required_providers: providers }) =>
        (providers.linode = { source: 'linode/linode', version: '>= 3.14.0, < 4.0.0' }),
    ],
  ])('says %s', (expected, change) => {
    expect(changesAfter(change)).toEqual([expected]);
  });

  it('takes a rule about what is new for no break, and one about what was there for one', () => {
    const zoned = { condition: 'var.zone == null || var.tier == "enterprise"', message: 'No zones.' };
    const field = { condition: 'alltrue([ for pool in var.node_pools : pool.zone == null ])', message: 'None.' };
    const poolFields = ({ inputs }: Draft) => fieldsOf(inputs.node_pools?.element as Draft['inputs'][string]);

    expect(changesAfter(({ inputs, rules }) => [(inputs.zone = STRING), rules.push(zoned)])).toEqual([
      'minor: the input `zone` is new',
      'minor: refused of what is new: No zones.',
    ]);
    expect(changesAfter((draft) => [(poolFields(draft).zone = STRING), draft.rules.push(field)])).toEqual([
      'minor: the field `node_pools[*].zone` is new',
      'minor: refused of what is new: None.',
    ]);
    expect(changesAfter(({ rules }) => rules.push(zoned))).toEqual([
      'major: what it took may now be refused: No zones.',
    ]);
  });

  it.each([
    ['a field of the same name elsewhere', 'length(var.system_pool.zone) > 3'],
    ['an older input, unless a new one is switched off', '!var.zone || length(var.label) > 3'],
  ])('takes a rule for a break that is about %s', (_, condition) => {
    const rule = { condition, message: 'No.' };

    expect(changesAfter(({ inputs, rules }) => [(inputs.zone = STRING), rules.push(rule)])).toContain(
      'major: what it took may now be refused: No.',
    );
  });

  it.each([
    ['minor', '18.11.0', '18.12.1'],
    ['major', '18.11.0', '19.0.0'],
    ['major', '18.11.0', '18.10.0'],
    ['major', '18.11.0', '18.11.0-rc.1'],
  ])('takes the default version of a chart for %s that was %s and is %s', (level, before, after) => {
    const limits = [{ kind: 'text', pattern: chartVersion.pattern.source, min: 5, max: 64 }];
    const withDefault = (version: string) =>
      ({ ...BEFORE, inputs: { loki_version: { ...STRING, limits, default: version } } }) as unknown as ModuleInterface;

    expect(compareInterfaces(withDefault(before), withDefault(after))).toMatchObject([{ level }]);
  });

  it('says nothing of a message in other words', () => {
    expect(changesAfter(({ rules }) => rules.map((rule) => (rule.message = 'No.')))).toEqual([]);
  });
});

describe('another address', () => {
  const CLUSTER = 'linode_lke_cluster.this';
  const POOLS = 'linode_lke_node_pool.pool["<key of node_pools>"]';
  const moved = (from: string, to: string) => ({ from, to });

  /** Changes after an address became another one. */
  const readdressed = (address: string, other: string, ...moves: ReturnType<typeof moved>[]) =>
    changesAfter((draft) => {
      draft.resources = draft.resources.map((one) => (one === address ? other : one));
      draft.moved = moves;
    });

  it('is forgiven with a moved block', () => {
    expect(readdressed(CLUSTER, 'linode_lke_cluster.main', moved(CLUSTER, 'linode_lke_cluster.main'))).toEqual([
      'minor: `linode_lke_cluster.this` is now `linode_lke_cluster.main`, and is moved there',
    ]);
  });

  it('is forgiven with moved blocks that follow each other, and with that of a whole resource', () => {
    const twice = [moved(CLUSTER, 'linode_lke_cluster.a'), moved('linode_lke_cluster.a', 'linode_lke_cluster.b')];

    expect(readdressed(CLUSTER, 'linode_lke_cluster.b', ...twice)).toEqual([expect.stringMatching(/^minor: /)]);
    expect(
      readdressed(
        POOLS,
        POOLS.replace('pool[', 'main['),
        moved('linode_lke_node_pool.pool', 'linode_lke_node_pool.main'),
      ),
    ).toEqual([expect.stringMatching(/^minor: /)]);
  });

  it('is another one with other keys of instances, or none', () => {
    const only = 'linode_lke_cluster.this["this"]';

    expect(readdressed(CLUSTER, only)[0]).toMatch(/^major: `linode_lke_cluster\.this` is gone/);
    expect(readdressed(CLUSTER, only, moved(CLUSTER, only))).toEqual([expect.stringMatching(/^minor: /)]);
  });

  it('breaks those who skipped a version if its moved block goes again', () => {
    const before = { ...BEFORE, moved: [moved('linode_lke_cluster.old', CLUSTER)] };

    expect(compareInterfaces(before, before)).toEqual([]);
    expect(compareInterfaces(before, BEFORE).map(({ level, text }) => `${level}: ${text}`)).toEqual([
      'major: the moved block from `linode_lke_cluster.old` to `linode_lke_cluster.this` is gone, before all may have used it',
    ]);
  });

  it.each([
    ['nowhere', 'linode_lke_cluster.other'],
    ['in a circle', CLUSTER],
  ])('is not forgiven where a moved block leads %s', (_, to) => {
    expect(readdressed(CLUSTER, 'linode_lke_cluster.main', moved(CLUSTER, to))[0]).toMatch(/^major: /);
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
