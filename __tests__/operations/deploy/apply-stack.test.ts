import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EngineError } from '../../../operations/engine/engine-error';
import { Interrupted } from '../../../operations/engine/interrupts';
import { ApplyInterrupted, applyPlan, type ApplyProps } from '../../../operations/deploy/apply-stack';
import type { Deployment } from '../../../operations/deploy/deployment';
import type { SynthesizedStack } from '../../../operations/deploy/output-folder';
import type { PlanSummary } from '../../../operations/plan-review/plan-summary';
import { temporaryFolder } from '../../support/temporary-folder';

const SUMMARY = { changes: [], locked: [], counts: {} } as unknown as PlanSummary;
const STATE = JSON.stringify({
  ...{ version: 4, serial: 1, lineage: 'a', outputs: {} },
  resources: [{ mode: 'managed', type: 'linode_domain', name: 'zone', instances: [{ attributes: {} }] }],
});

describe('a plan that was reviewed', () => {
  let log: string[];
  let file: string;
  beforeEach(() => {
    log = [];
    file = join(temporaryFolder(), 'plan');
    writeFileSync(file, 'secrets');
  });

  interface Course {
    readonly approved?: boolean;
    readonly isDestroy?: boolean;
    /** What goes wrong, by the step. */
    readonly wrong?: Readonly<Record<string, Error>>;
    readonly state?: string;
  }
  const apply = ({ approved = true, isDestroy = false, wrong = {}, state = STATE }: Course = {}) => {
    const step = <T>(name: string, value: T): Promise<T> => {
      log.push(name);
      return wrong[name] ? Promise.reject(wrong[name]) : Promise.resolve(value);
    };
    const deployment = {
      output: {},
      environment: {},
      step: () => undefined,
      ready: () => Promise.resolve({ pullState: () => Promise.resolve(state), apply: () => step('apply', undefined) }),
    } as unknown as Deployment;
    const props = {
      approve: () => Promise.resolve(approved),
      snapshots: { take: () => step('snapshot', 'snapshots/1') },
      configurations: {
        begin: () =>
          step('configuration', {
            key: 'applied/1/',
            end: (outcome: string) => step(`configuration ${outcome}`, undefined),
          }),
      },
      rollback: { keep: () => step('way back', 'production/1') },
      audit: { begin: () => step('audit', (outcome: string) => step(`audit ${outcome}`, undefined)) },
      lifecycle: {
        begin: () => step('lifecycle', undefined),
        failed: () => step('lifecycle failed', undefined),
        ended: () => step('lifecycle ended', undefined),
      },
      readyTimeoutMs: 0,
    } as unknown as ApplyProps;
    const stack = { id: 'production', protectedAddresses: [] } as unknown as SynthesizedStack;
    return applyPlan(deployment, stack, { summary: SUMMARY, file, isDestroy }, props);
  };
  const BEFORE = ['snapshot', 'configuration', 'way back', 'audit'];

  it('is applied after all is kept that leads back, and is gone afterwards: it holds secrets', async () => {
    expect(await apply()).toMatchObject({
      ...{ status: 'applied', snapshot: 'snapshots/1', configuration: 'applied/1/', rollback: 'production/1' },
    });
    expect(log).toEqual([...BEFORE, 'lifecycle', 'apply', 'configuration done', 'audit done', 'lifecycle ended']);
    expect(existsSync(file)).toBe(false);
  });

  it('is not applied, and nothing is written, where it is declined', async () => {
    expect(await apply({ approved: false })).toMatchObject({ status: 'declined' });
    expect(log).toEqual([]);
  });

  it.each(BEFORE)('is not applied where this cannot be kept: %s', async (name) => {
    await expect(apply({ wrong: { [name]: new Error('the store does not take it') } })).rejects.toThrow(
      'does not take it',
    );
    expect(log).not.toContain('apply');
  });

  it('has no copy to take of a state that holds nothing', async () => {
    const empty = JSON.stringify({ version: 4, serial: 1, lineage: 'a', outputs: {}, resources: [] });

    expect(await apply({ state: empty })).toMatchObject({ status: 'applied', snapshot: undefined });
    expect(log).not.toContain('snapshot');
  });

  it('is written down as failed where the engine fails, and the environment is told', async () => {
    const wrong = { apply: new EngineError([{ severity: 'error', what: 'refused', where: 'stack production' }]) };

    await expect(apply({ wrong })).rejects.toThrow('refused');
    expect(log.slice(BEFORE.length)).toEqual([
      ...['lifecycle', 'apply', 'configuration failed', 'audit failed', 'lifecycle failed', 'lifecycle ended'],
    ]);
    expect(existsSync(file)).toBe(false);
  });

  it('is not a failure of the environment where somebody stopped it', async () => {
    await expect(apply({ wrong: { apply: new Interrupted() } })).rejects.toBeInstanceOf(ApplyInterrupted);
    expect(log).toContain('audit failed');
    expect(log).not.toContain('lifecycle failed');
    expect(existsSync(file)).toBe(false);
  });

  it('begins no life of an environment where it destroys it', async () => {
    await apply({ isDestroy: true });
    expect(log).not.toContain('lifecycle');
    log = [];
    writeFileSync(file, 'secrets');
    await expect(apply({ isDestroy: true, wrong: { apply: new Error('refused') } })).rejects.toThrow('refused');
    expect(log).not.toContain('lifecycle failed');
  });
});
