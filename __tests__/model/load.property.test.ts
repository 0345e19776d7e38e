import '../support/property-seed';
import * as fc from 'fast-check';
import { stringify } from 'yaml';
import { fits } from '../../model/limit';
import * as limits from '../../model/limits';
import { loadPlatform, type LoadResult } from '../../model/load';
import { platformFile } from '../../model/platform-file';
import { mutationsOf, shuffled } from '../support/generators/mutations';
import { platforms } from '../support/generators/platform';
import { fieldsOf } from '../support/generators/schema-fields';

const load = (text: string, now?: Date) => loadPlatform(text, { file: 'platform.yaml', ...(now && { now }) });
const loadData = (data: unknown) => load(JSON.stringify(data));
const errorsOf = ({ problems }: LoadResult) => problems.filter(({ severity }) => severity === 'error');

const withMutation = platforms.chain((platform) => mutationsOf(platform));
const required = new Set(fieldsOf(platformFile.schema).flatMap(({ path, optional }) => (optional ? [] : [path])));
const fieldPath = (path: readonly (string | number)[]) =>
  path.map((part) => (typeof part === 'number' ? '[]' : `.${part}`)).join('');

/** What holds of every answer, be it a platform or a list of problems. */
function expectAnswer(result: LoadResult, lines: number): void {
  expect(result.platform === undefined).toBe(errorsOf(result).length > 0);
  for (const { line, column, what, given, allowed, fix, where, source } of result.problems) {
    expect(line).toBeGreaterThanOrEqual(1);
    expect(line).toBeLessThanOrEqual(lines);
    expect(column).toBeGreaterThanOrEqual(1);
    for (const text of [what, given, allowed, fix, where, source]) {
      expect(text).toMatch(/\S/);
      expect(text).not.toMatch(/\[object|\p{Cc}/u);
    }
  }
}

describe('loadPlatform', () => {
  it('loads every right platform without an error', () => {
    fc.assert(
      fc.property(platforms, (platform) => {
        const result = loadData(platform);

        expect(errorsOf(result)).toEqual([]);
        expect(result.platform?.stacks.slice(0, 3)).toEqual(['state', 'cluster', 'system']);
      }),
      { numRuns: 40 },
    );
  });

  it('makes the same platform of the same text, of JSON and YAML, and of keys in any order', () => {
    const withShuffled = platforms.chain((platform) => fc.tuple(fc.constant(platform), shuffled(platform)));
    fc.assert(
      fc.property(withShuffled, ([platform, other]) => {
        const expected = loadData(platform).platform;

        expect(load(stringify(platform)).platform).toEqual(expected);
        expect(loadData(other).platform).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });

  it('derives only names and labels that Linode and Kubernetes take', () => {
    fc.assert(
      fc.property(platforms, (file) => {
        const { cluster, network, state, environments } = loadData(file).platform!;
        const pools = environments.flatMap(({ nodePools }) => nodePools);
        const labels = pools.map((pool) => pool.label);

        expect(fits(limits.clusterLabel, cluster.label)).toBe(true);
        expect(network.firewall === undefined || fits(limits.firewallLabel, network.firewall.label)).toBe(true);
        expect(network.vpc === undefined || fits(limits.vpcLabel, network.vpc.label)).toBe(true);
        expect(Object.values(state.buckets).filter((bucket) => !fits(limits.bucketName, bucket))).toEqual([]);
        expect(labels.filter((label) => !fits(limits.nodePoolLabel, label))).toEqual([]);
        expect(new Set(labels).size).toBe(labels.length);
      }),
      { numRuns: 40 },
    );
  });

  it('makes plain data: a platform survives JSON', () => {
    fc.assert(
      fc.property(platforms, (file) => {
        const { platform } = loadData(file);

        expect(JSON.parse(JSON.stringify(platform))).toEqual(platform);
      }),
      { numRuns: 30 },
    );
  });

  it('makes the same platform on any day; only warnings differ', () => {
    const days = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(platforms, days, (file, today) => {
        const text = JSON.stringify(file);
        const result = load(text, today);

        expect(result.platform).toEqual(load(text).platform);
        expect(errorsOf(result)).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it('answers any change of a right file with a platform or with errors, and never throws', () => {
    fc.assert(
      fc.property(withMutation, ({ result }) => {
        const text = stringify(result);

        expectAnswer(load(text), text.split('\n').length);
      }),
      { numRuns: 40 },
    );
  });

  it('refuses a file in which a required key was deleted', () => {
    fc.assert(
      fc.property(withMutation, ({ kind, path, result }) => {
        fc.pre(kind === 'delete' && required.has(fieldPath(path)));

        expect(errorsOf(loadData(result))).not.toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('answers any text', () => {
    const yaml = fc.string({ unit: fc.constantFrom(...'ab:-[]{}&*!|>\'"#%@` \n\t<?,0.~'), maxLength: 40 });
    fc.assert(
      fc.property(fc.oneof(fc.string(), yaml), (text) => {
        expectAnswer(load(text), text.split('\n').length);
      }),
      { numRuns: 200 },
    );
  });

  it('answers a right file with any one character replaced', () => {
    const character = fc.oneof(fc.constantFrom(...':-[]{}&*!|>\'"#\t\n \0\uFFFD'), fc.string({ maxLength: 1 }));
    fc.assert(
      fc.property(platforms, fc.double({ min: 0, max: 0.999, noNaN: true }), character, (platform, at, replacement) => {
        const text = stringify(platform);
        const index = Math.floor(at * text.length);
        const changed = text.slice(0, index) + replacement + text.slice(index + 1);

        expectAnswer(load(changed), changed.split('\n').length);
      }),
      { numRuns: 40 },
    );
  });
});
