import { strToU8 } from 'fflate';
import type { AppliedConfigurations } from '../../../operations/applied-configuration/applied-configurations';
import type { Configuration } from '../../../operations/applied-configuration/configuration';
import type { AppliedRecord, StateVersion } from '../../../operations/applied-configuration/record';
import { appliedOf, areSame } from '../../../operations/drift/applied-attempts';

const state = (serial: number): StateVersion => ({ lineage: 'ours', serial });
const record = (from: number, to: number | undefined, hash: string, outcome: 'done' | 'failed' = 'done') =>
  ({
    ...{ key: `applied/production/${from}-${hash}/`, stack: 'production', began: '2026-11-28T10:00:00.000Z', hash },
    ...{ source: { commit: 'c', changed: [] }, engine: { name: 'Terraform', version: '1.11.4' }, state: state(from) },
    end: to === undefined ? undefined : { outcome, ended: '2026-11-28T10:01:00.000Z', state: state(to) },
  }) as AppliedRecord;
const applied = (serial: number, ...records: AppliedRecord[]) =>
  appliedOf({ list: () => Promise.resolve(records) } as unknown as AppliedConfigurations, 'production', state(serial));

describe('what was applied last', () => {
  const [first, second] = [record(1, 2, 'a'), record(2, 3, 'b')];

  it('is the last apply that came to its end', async () => {
    expect(await applied(3, first, second)).toMatchObject({ done: second, halfDone: [] });
  });

  it('is that with what was begun after it and is half done, each configuration once', async () => {
    const failed = [record(3, 4, 'c', 'failed'), record(4, 5, 'd', 'failed'), record(5, 6, 'c', 'failed')];
    const { done, halfDone } = await applied(6, first, second, ...failed);

    expect(done).toBe(second);
    expect(halfDone.map(({ hash }) => hash)).toEqual(['c', 'd']);
  });

  it('is not half done where the same was applied once more, and failed', async () => {
    expect(await applied(4, first, second, record(3, 4, 'b', 'failed'))).toMatchObject({ done: second, halfDone: [] });
  });

  it('is not known where nothing ever came to its end', async () => {
    const failed = record(1, 2, 'a', 'failed');

    expect(await applied(2, failed)).toMatchObject({ done: undefined, halfDone: [failed] });
  });

  it('is nothing where no record is of the state', async () => {
    expect(await applied(2)).toEqual({ standing: { status: 'missing' }, done: undefined, halfDone: [] });
  });
});

describe('two configurations', () => {
  const of = (files: Readonly<Record<string, string>>): Configuration => ({
    files: new Map(Object.entries(files).map(([path, text]) => [path, strToU8(text)])),
    hash: '',
  });
  const OWN = { 'stacks/production/cdk.tf.json': '{}', 'stacks/production/.terraform.lock.hcl': 'one' };

  it('are the same whichever builds of the providers they name', () => {
    expect(areSame(of(OWN), of({ ...OWN, 'stacks/production/.terraform.lock.hcl': 'other' }))).toBe(true);
    expect(areSame(of(OWN), of({ 'stacks/production/cdk.tf.json': '{}' }))).toBe(true);
  });

  it('are not where a file differs, or one has more', () => {
    expect(areSame(of(OWN), of({ ...OWN, 'stacks/production/cdk.tf.json': '{ }' }))).toBe(false);
    expect(areSame(of(OWN), of({ ...OWN, more: '' }))).toBe(false);
    expect(areSame(of({ ...OWN, more: '' }), of(OWN))).toBe(false);
  });
});
