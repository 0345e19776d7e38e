import { deriveDeploymentPolicy, withSurge } from '../../../model/derive/deployment-policy';

const FILE = {
  minReplicas: 1,
  maxReplicas: undefined,
  autoscalerMaxReplicas: undefined,
  maxUnavailable: 1,
  maxSurgePercent: 25,
};
const QUOTA = { cpu: '10', memory: '20Gi', pods: 200, loadBalancers: 0 };
const LIMITS = { defaultRequest: { cpu: '100m', memory: '128Mi' }, default: {} };

describe('the bounds of what an environment deploys', () => {
  it('are what the quota holds, a rollout included', () => {
    const { maxReplicas, autoscalerMaxReplicas } = deriveDeploymentPolicy(FILE, QUOTA, LIMITS);

    expect([maxReplicas, autoscalerMaxReplicas]).toEqual([80, 80]);
    expect(withSurge(maxReplicas, 25)).toBe(100);
    expect(withSurge(maxReplicas + 1, 25)).toBeGreaterThan(100);
  });

  it.each([
    [{ ...QUOTA, pods: 6 }, 4],
    [{ ...QUOTA, memory: '1Gi' }, 6],
    [{ ...QUOTA, cpu: '50m' }, 1],
  ])('are those of the scarcest of %j', (quota, most) => {
    expect(deriveDeploymentPolicy(FILE, quota, LIMITS).maxReplicas).toBe(most);
  });

  it('do not fall below the least number', () => {
    expect(deriveDeploymentPolicy({ ...FILE, minReplicas: 3 }, { ...QUOTA, cpu: '50m' }, LIMITS).maxReplicas).toBe(3);
  });

  it('are those of the file, and those of an autoscaler follow', () => {
    expect(deriveDeploymentPolicy({ ...FILE, maxReplicas: 7 }, QUOTA, LIMITS)).toMatchObject({
      maxReplicas: 7,
      autoscalerMaxReplicas: 7,
    });
  });

  it.each([
    [4, 25, 5],
    [5, 25, 7],
    [10, 0, 11],
    [1, 100, 2],
  ])('count a rollout of %d with %d %% as %d pods', (replicas, percent, pods) => {
    expect(withSurge(replicas, percent)).toBe(pods);
  });
});
