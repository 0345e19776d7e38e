import { approve } from '../../../operations/approvals/approve';
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
