import { environmentsOf, ROLLBACK_CHECKS } from '../../../operations/rollback/checks';

describe('what a rollback is verified by', () => {
  it('is the cluster, its nodes, metrics, secrets and Argo CD', () => {
    expect(ROLLBACK_CHECKS.map(({ name }) => name)).toEqual([
      'cluster',
      'nodes',
      'metrics',
      'secret-freshness',
      'argo-cd',
    ]);
  });

  it('is seen in the environment of the stack, or in what stands on it first', () => {
    const all = ['development', 'production', 'system'] as const;

    expect(environmentsOf('production', all)).toEqual(['production']);
    expect(environmentsOf('cluster', all)).toEqual(['production', 'system']);
    expect(environmentsOf('staging', all)).toEqual([]);
  });
});
