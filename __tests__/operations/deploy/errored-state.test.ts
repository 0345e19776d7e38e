import { existsSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import { DeployRefused } from '../../../operations/deploy/deploy-problem';
import type { Deployment } from '../../../operations/deploy/deployment';
import { erroredStateIn, recoverErroredState, refuseErroredState } from '../../../operations/deploy/errored-state';
import type { SynthesizedStack } from '../../../operations/deploy/output-folder';
import { ERRORED_STATE } from '../../../operations/deploy/run-folder';
import { temporaryFolder } from '../../support/temporary-folder';

const stack = { id: 'production' } as SynthesizedStack;
const SECRET = 'hunter2';

describe('the only copy of a state, where it is damaged', () => {
  const folder = temporaryFolder();
  const file = join(folder, ERRORED_STATE);
  const deployment = { place: () => ({ folder, stack: stack.id }) } as unknown as Deployment;
  const confirm = jest.fn(() => Promise.resolve(true));
  const refusedBy = async (work: Promise<void>): Promise<DeployRefused> => {
    const error = await work.then(
      () => undefined,
      (it: unknown) => it,
    );
    if (error instanceof DeployRefused) return error;
    throw new Error(`not refused: ${String(error)}`);
  };

  it.each([
    ['cut off', `{"serial": 7, "password": "${SECRET}`],
    ['empty', ''],
    ['something else', `["${SECRET}"]`],
  ])('is named by what plans and what puts it back, and kept: %s', async (_, text) => {
    writeFileSync(file, text);
    for (const work of [refuseErroredState(deployment, stack), recoverErroredState(deployment, stack, { confirm })]) {
      const { problems, message } = await refusedBy(work);
      expect(problems).toEqual([
        {
          where: 'stack production',
          what: expect.stringMatching(/errored\.tfstate is damaged: .* may be its only copy/) as string,
          fix: expect.stringContaining(`cp -p ${file} ${file}.damaged`) as string,
        },
      ]);
      expect(message).not.toContain(SECRET);
    }
    expect(confirm).not.toHaveBeenCalled();
  });
});

describe('the only copy of a state', () => {
  const WRITTEN = new Date('2026-11-28T06:00:00Z');
  const OURS = `${userInfo().username}@${hostname()}`;
  const state = (serial: number, resources: object[] = []) => ({
    version: 4,
    serial,
    lineage: 'a',
    outputs: {},
    resources,
  });
  const UNTOLD = state(7, [{ mode: 'managed', type: 'linode_domain', name: 'zone', instances: [{ attributes: {} }] }]);
  let s3: S3StandIn;
  let file: string;
  let done: string[];
  beforeEach(async () => {
    s3 = await S3StandIn.start();
    s3.createBucket('acme-state');
    file = join(temporaryFolder(), ERRORED_STATE);
    writeFileSync(file, JSON.stringify(UNTOLD), { mode: 0o644 });
    utimesSync(file, WRITTEN, WRITTEN);
    done = [];
  });
  afterEach(() => s3.stop());

  const lock = (who: string, created: string) => {
    const info = { ID: 'lock-1', Operation: 'OperationTypeApply', Who: who, Created: created };
    s3.bucket('acme-state').put('acme/production.tfstate.tflock', Buffer.from(JSON.stringify(info)));
  };
  /** @param stored what the store has after each time that it is asked */
  const recover = async ({
    agrees = true,
    stored = [state(6), UNTOLD],
  }: { agrees?: boolean; stored?: object[] } = {}) => {
    const { endpoint, accessKey, secretKey } = s3.access();
    const asked = [...stored];
    const deployment = {
      place: () => ({ folder: join(file, '..'), stack: 'production', engine: { command: 'terraform' } }),
      environment: { AWS_ACCESS_KEY_ID: accessKey, AWS_SECRET_ACCESS_KEY: secretKey },
      output: { endpoint },
      state: () => Promise.resolve(asked.length > 1 ? asked.shift() : asked[0]),
      step: () => undefined,
      ready: () =>
        Promise.resolve({
          releaseLock: (id: string) => Promise.resolve(void done.push(`release ${id}`)),
          pushState: () => Promise.resolve(void done.push('push')),
        }),
    } as unknown as Deployment;
    const backend = { bucket: 'acme-state', key: 'acme/production.tfstate', endpoint };
    const confirm = (question: string) => {
      done.push(question.includes('release the lock') ? 'asked, with its lock' : 'asked');
      return Promise.resolve(agrees);
    };
    await recoverErroredState(deployment, { id: 'production', backend } as unknown as SynthesizedStack, { confirm });
  };

  it('is for its owner alone, once it is found', () => {
    expect(erroredStateIn(join(file, '..'))).toBe(file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('is put back once that is agreed to, and goes when the store has it', async () => {
    await recover();

    expect(done).toEqual(['asked', 'push']);
    expect(existsSync(file)).toBe(false);
  });

  it('stays where the store has something else all the same', async () => {
    await recover({ stored: [state(6), state(6)] });

    expect(done).toContain('push');
    expect(existsSync(file)).toBe(true);
  });

  it('stays, and nothing is done, where that is not agreed to', async () => {
    await expect(recover({ agrees: false })).rejects.toBeInstanceOf(DeployRefused);
    expect(done).toEqual(['asked']);
    expect(existsSync(file)).toBe(true);
  });

  it('is put back with the lock released that the same run has left', async () => {
    lock(OURS, '2026-11-28T05:59:00.123456789Z');
    await recover();

    expect(done).toEqual(['asked, with its lock', 'release lock-1', 'push']);
  });

  it.each([
    ['somebody else', 'jane@elsewhere', '2026-11-28T05:59:00Z'],
    ['a later run', OURS, '2026-11-28T06:00:01Z'],
  ])('waits where the lock is of %s: nobody is asked, and it is not taken', async (_, who, created) => {
    lock(who, created);

    await expect(recover()).rejects.toThrow(`is locked by ${who}`);
    expect(done).toEqual([]);
    expect(existsSync(file)).toBe(true);
  });

  it('goes without a question where the store has it already', async () => {
    await recover({ stored: [UNTOLD] });

    expect(done).toEqual([]);
    expect(existsSync(file)).toBe(false);
  });
});
