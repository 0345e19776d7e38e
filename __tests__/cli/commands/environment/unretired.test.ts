import { warnOfUnretired } from '../../../../cli/commands/environment/unretired';
import type { AuditLog } from '../../../../operations/audit/place';
import type { DeployProblem } from '../../../../operations/deploy/deploy-problem';
import type { Deployment } from '../../../../operations/deploy/deployment';
import { memoryLedger } from '../../../support/memory-ledger';

describe('the look whether what is destroyed was retired', () => {
  const warned: DeployProblem[] = [];
  const lookAt = async (name: string, stacks: readonly ('cluster' | 'production')[]) => {
    warned.length = 0;
    const down = () => Promise.reject(Object.assign(new Error('the store is down'), { name }));
    const { ledger } = memoryLedger(undefined, { exists: down, read: down });
    const audit = { log: { ledger } as AuditLog } as Parameters<typeof warnOfUnretired>[2]['audit'];
    const after = await warnOfUnretired({} as Deployment, stacks, { audit, warn: (it) => warned.push(it) });
    await after('production');
  };

  it('says that the ledger was not asked, and why, before anybody approves', async () => {
    await lookAt('TimeoutError', ['production']);
    expect(warned).toEqual([
      {
        where: 'stack production',
        what: 'whether production is retired was not checked, because the ledger cannot be read: the store is down',
        fix: expect.stringContaining('npx lke-platform doctor') as string,
      },
    ]);
  });

  it('says nothing where the bucket is gone, or no environment goes', async () => {
    await lookAt('NoSuchBucket', ['production']);
    expect(warned).toEqual([]);
    await lookAt('TimeoutError', ['cluster']);
    expect(warned).toEqual([]);
  });
});
