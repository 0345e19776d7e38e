import { approve, gatesFor } from '../../../operations/approvals/approve';
import type { RolloutStatus } from '../../../operations/approvals/rollouts';
import type { KubernetesClient } from '../../../operations/kubernetes/client';
import { KubernetesError } from '../../../operations/kubernetes/error';

const revision = 'a'.repeat(40);
const GATE = {
  ...{ name: 'production-wave-1', rollout: 'production', wave: 1, revision, applications: [] },
  ...{ approvedRevision: undefined, approvedBy: undefined, approvedApplications: undefined },
};

describe('an approval', () => {
  it('holds where what waits of the commit before could not be ended, and says why', async () => {
    const sent: string[] = [];
    const client = {
      send: (method: string, path: string) => {
        sent.push(`${method} ${path.split('/').slice(-2).join('/')}`);
        return Promise.resolve({ status: { userInfo: { username: 'jane', groups: [] } } });
      },
      listWhole: () => Promise.reject(new KubernetesError('no answer', undefined)),
    } as unknown as KubernetesClient;

    await expect(approve(client, GATE, { reason: 'reviewed', now: new Date() })).resolves.toMatchObject({
      ...{ gate: 'production-wave-1', by: 'jane', ended: [], notEnded: 'no answer' },
    });
    expect(sent).toContain('PATCH production-wave-1/status');
  });
});

describe('the commit that is approved', () => {
  const waiting = [{ ...GATE, revision: '0123456789abcdef0123456789abcdef01234567' }];
  const status = { name: 'production', waiting, isRunning: true } as unknown as RolloutStatus;

  it('is named whole', () => {
    expect(gatesFor(status, '0123456789abcdef0123456789abcdef01234567')).toEqual(waiting);
  });

  it.each([
    '0123456',
    '0123456789abcdef0123456789abcdef0123456',
    '0123456789ABCDEF0123456789ABCDEF01234567',
    '6789abcdef',
    '',
  ])('is not named by %j', (revision) => {
    expect(() => gatesFor(status, revision)).toThrow('production does not wait for this commit');
  });
});
