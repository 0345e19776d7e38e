import { chartValuesOf, HOST_LABEL } from '../../../model/derive/chart-values';
import { priorityClassOf, BASELINE_PRIORITY } from '../../../model/derive/priority-class';
import { schedulingOf } from '../../../model/derive/node-pool';
import { ENVIRONMENT_NAMES } from '../../../model/entities/environment';

const BOUNDS = { minReplicas: 2, maxReplicas: 9, autoscalerMaxReplicas: 8, maxUnavailable: 1, maxSurgePercent: 30 };
const valuesOf = (name: 'production' | 'staging', bounds = {}) =>
  chartValuesOf({ name, namespace: `env-${name}`, deploymentPolicy: { ...BOUNDS, ...bounds } });

describe('the values of charts', () => {
  it('place the pods of an environment, by class and by hand, with its priority', () => {
    expect(valuesOf('staging')).toMatchObject({
      environment: 'staging',
      runtimeClassName: 'env-staging',
      ...schedulingOf('staging'),
      priorityClassName: 'env-staging',
    });
  });

  it('spread production over nodes and machines, and nothing else', () => {
    const keys = (name: 'production' | 'staging') =>
      valuesOf(name).topologySpreadConstraints.map(({ topologyKey }) => topologyKey);

    expect(keys('production')).toEqual(['kubernetes.io/hostname', HOST_LABEL]);
    expect(keys('staging')).toEqual([]);
  });

  it('keep to the bounds', () => {
    expect(valuesOf('production')).toMatchObject({
      replicaCount: 2,
      autoscaling: { minReplicas: 2, maxReplicas: 8 },
      podDisruptionBudget: { maxUnavailable: 1 },
      strategy: { rollingUpdate: { maxSurge: '30%', maxUnavailable: 0 } },
    });
  });

  it('let a rollout without surplus go on', () => {
    expect(valuesOf('production', { maxSurgePercent: 0 }).strategy.rollingUpdate).toEqual({
      maxSurge: '0%',
      maxUnavailable: 1,
    });
  });
});

describe('priorities', () => {
  it('put the baseline before environments, and production before those that lead to it', () => {
    const order = [...ENVIRONMENT_NAMES]
      .sort((a, b) => priorityClassOf(b).value - priorityClassOf(a).value)
      .map((name) => priorityClassOf(name).name);

    expect(order).toEqual(['env-system', 'env-production', 'env-staging', 'env-development']);
    expect(BASELINE_PRIORITY.value).toBeGreaterThan(priorityClassOf('system').value);
  });
});
