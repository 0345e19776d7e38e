import { NO_POLICY } from '../../../model/rules/drift/judge';
import type { Deployment } from '../../../operations/deploy/deployment';
import { checkStack } from '../../../operations/drift/check-stack';
import { environmentsOf, judgeDrift, ROLLBACK_CHECKS } from '../../../operations/rollback/checks';
import { difference } from '../../support/drift';

jest.mock('../../../operations/drift/check-stack');

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

describe('whether a stack is what was applied last', () => {
  const judge = (status: string, about: object = {}) => {
    const found = { stack: 'production', status, limits: ['it could not be read'], differences: [], ...about };
    jest.mocked(checkStack).mockResolvedValue(found as unknown as Awaited<ReturnType<typeof checkStack>>);
    const deployment = { stack: (id: string) => ({ id }) } as unknown as Deployment;
    return judgeDrift(deployment, 'production', NO_POLICY, '2026-11-29');
  };

  it('is so where nothing differs', async () => {
    expect(await judge('checked', { limits: [] })).toMatchObject({ result: 'passed' });
  });

  it('is not so where something does, which is named with how bad that is', async () => {
    expect(await judge('checked', { limits: [], differences: [difference({})] })).toEqual({
      result: 'failed',
      detail: 'major: linode_firewall.thing inbound_policy',
    });
  });

  it.each(['not-checked', 'partly'])('is not known where not all could be looked at: %s', async (status) => {
    await expect(judge(status)).rejects.toThrow('it could not be read');
  });
});
