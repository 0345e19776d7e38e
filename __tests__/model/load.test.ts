import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Entity, entityOf } from '../../model/entity';
import { ENTITIES } from '../../model/entities/all';
import { unwrap } from '../../model/field';
import { loadPlatform } from '../../model/load';
import { platformFile } from '../../model/platform-file';
import { fieldsOf, seenFields } from '../support/generators/schema-fields';
import { EXAMPLE_FILE } from '../support/platforms';

const read = (file: string) => readFileSync(join(__dirname, '../..', file), 'utf8');
const load = (text: string, now?: Date) => loadPlatform(text, { file: 'platform.yaml', ...(now && { now }) });

describe('a platform file', () => {
  it.each(['', '\n', '   ', '# nothing but a comment', '---\n...\n'])(
    'that holds nothing (%j) is told so, once',
    (text) => {
      expect(load(text).problems).toEqual([
        {
          severity: 'error',
          file: 'platform.yaml',
          line: expect.any(Number) as number,
          column: expect.any(Number) as number,
          path: '',
          where: 'the file',
          what: 'the file is empty',
          given: 'nothing',
          allowed: 'a map that begins with apiVersion: lke-platform.io/v1',
          fix: 'begin with a copy of docs/examples/minimal.yaml',
          rule: 'yaml',
          source: 'YAML 1.2',
        },
      ]);
    },
  );

  it('with thousands of problems is answered', () => {
    const text = `${read('docs/examples/minimal.yaml')}waivers: [${'x, '.repeat(10_000)}x]\n`;

    expect(load(text).problems).toHaveLength(10_001);
  });

  it('is answered although a single text in it is very long', () => {
    const text = read('docs/examples/minimal.yaml').replace('name: acme', `name: ${'a-'.repeat(500_000)}`);

    expect(load(text).problems).toHaveLength(1);
  });
});

describe('the minimal example', () => {
  const text = read('docs/examples/minimal.yaml');
  const platform = load(text).platform!;

  it('has about twenty lines and nothing to say against it', () => {
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(20);
    expect(load(text).problems).toEqual([]);
  });

  it('is a safe production platform', () => {
    expect(platform.deletionProtection).toBe(true);
    expect(platform.cluster).toMatchObject({ highAvailability: true, controlPlaneAcl: { enabled: true } });
    expect(platform.state.versioning).toBe(false);
    for (const environment of platform.environments) {
      expect(environment.networkPolicy.allowFrom).toEqual([]);
      expect(Number(environment.quota.cpu)).toBeGreaterThan(0);
      expect(environment.quota.loadBalancers).toBe(0);
      expect(environment.limitRange).toMatchObject({
        defaultRequest: { cpu: '100m', memory: '128Mi' },
        default: { memory: '512Mi' },
      });
      expect(environment.secretsBundle.items.length).toBeGreaterThanOrEqual(2);
    }
  });

  it('has the stacks state, cluster, system and production, in this order', () => {
    expect(platform.stacks).toEqual(['state', 'cluster', 'system', 'production']);
  });
});

describe('the full example', () => {
  const text = read(EXAMPLE_FILE);

  it('has nothing to say against it', () => {
    expect(load(text).problems).toEqual([]);
  });

  it('is the same platform on any two days; only warnings differ', () => {
    const early = load(text, new Date('2026-10-15'));
    const late = load(text, new Date('2031-01-01'));

    expect(late.platform).toEqual(early.platform);
    expect(early.problems).toEqual([]);
    expect(late.problems.map(({ severity }) => severity)).toContain('warning');
    expect(late.problems.map(({ severity }) => severity)).not.toContain('error');
  });

  it('uses every entity of which anything stands in the file, and every field of those of the data model', () => {
    const data: unknown = parse(text);
    const present = new Set(
      seenFields(platformFile.schema, data).present.map((path) =>
        path.replace(/^\.environments\.\w+/, '.environments.*'),
      ),
    );
    const all = fieldsOf(platformFile.schema).map(({ path }) =>
      path.replace(/^\.environments\.\w+/, '.environments.*'),
    );
    // What the enterprise tier alone takes, what is derived unless it is given, and what is for other installations.
    const elsewhere =
      /bundleId|oidcGroups|kubernetesVersion|updateStrategy|vpc|auditLogs|waivers|imports|sources|catalogue|deletionProtection/;
    const fieldsOfTheDataModel = new Set(ENTITIES.flatMap(({ desired }) => Object.keys(desired)));
    const missing = all.filter((path) => !present.has(path) && !elsewhere.test(path));

    expect(missing.filter((path) => fieldsOfTheDataModel.has(path.split('.').at(-1) ?? ''))).toEqual([]);
  });

  it('has every environment, each with access, secrets, a dashboard and a hand-off where teams deploy', () => {
    const { environments } = load(text).platform!;

    expect(environments.map(({ name }) => name)).toEqual(['system', 'development', 'staging', 'production']);
    expect(environments.map(({ handoff }) => handoff !== undefined)).toEqual([false, true, true, true]);
    expect(environments.every(({ accessPolicies }) => accessPolicies.length > 0)).toBe(true);
  });
});

/** Entities below a schema. */
function entitiesIn(entity: Entity, found = new Set<Entity>()): Set<Entity> {
  found.add(entity);
  for (const field of Object.values(entity.desired)) {
    const child = entityOf(unwrap(field));
    if (child && !found.has(child)) entitiesIn(child, found);
  }
  return found;
}

describe('the entities of the platform file', () => {
  it('say of every field what it is for and what is allowed', () => {
    const silent = [...entitiesIn(platformFile)].filter(({ about }) => !about);

    expect(silent).toEqual([]);
  });
});
