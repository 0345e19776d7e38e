import { findLeftover } from '../../../cli/commands/leftover-problems';
import type { Deployment } from '../../../operations/deploy/deployment';

const buckets = { state: 'acme-state', artifacts: 'acme-artifacts', ledger: 'acme-ledger', reports: 'acme-reports' };
const environment = { AWS_ACCESS_KEY_ID: 'key', AWS_SECRET_ACCESS_KEY: 'secret' };

describe('the look for states of stacks that are gone', () => {
  it('says that it was not done where the store does not answer, and why', async () => {
    const output = { platform: 'acme', buckets, endpoint: 'http://127.0.0.1:9', stacks: [] };
    const found = await findLeftover({ output, environment } as unknown as Deployment);
    expect(found.stacks).toEqual([]);
    expect(found.notChecked).toEqual([expect.stringContaining('127.0.0.1:9')]);
    expect(found.warnings).toEqual([
      {
        severity: 'warning',
        what: expect.stringContaining('states of stacks that are gone was not checked') as string,
        fix: expect.stringContaining('npx lke-platform doctor') as string,
      },
    ]);
  });
});
