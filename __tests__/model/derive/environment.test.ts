import { MINIMAL, platformOf } from '../../support/platforms';

const environmentsOf = (text: string) =>
  Object.fromEntries(platformOf(text).environments.map((environment) => [environment.name, environment]));

describe('an environment', () => {
  it('has a namespace and the owners of the platform, unless it names its own', () => {
    const { system, production } = environmentsOf(`${MINIMAL}    owners: [shop@acme.example]\n`);

    expect(system).toMatchObject({ namespace: 'env-system', owners: ['platform@acme.example'] });
    expect(production).toMatchObject({ namespace: 'env-production', owners: ['shop@acme.example'] });
  });

  it('may by default ask for 80 % of its pools at their largest, 30 pods per node, and no load balancer', () => {
    const { production } = environmentsOf(
      MINIMAL.replace(/g6-dedicated-4, count: 3/, 'g6-dedicated-4, count: 3, maxCount: 5'),
    );

    // Five nodes of 4 cores and 8 GiB.
    expect(production?.quota).toEqual({ cpu: '16', memory: '32Gi', pods: 150, loadBalancers: 0 });
  });

  it('may ask for something even if its only node is the smallest', () => {
    const { development } = environmentsOf(
      `${MINIMAL}  development: { nodePools: [{ name: tiny, instanceType: g6-standard-1, count: 1 }] }\n`,
    );

    expect(development?.quota).toMatchObject({ cpu: '1', memory: '1Gi' });
  });

  it('may in system ask for what the baseline leaves of the pools', () => {
    const { system } = environmentsOf(MINIMAL);

    // Of three nodes of 4 cores and 8 GiB, the baseline requests 1.4 cores and 4.3 GiB.
    expect(system?.quota).toMatchObject({ cpu: '8', memory: '15Gi' });
  });

  it('writes quantities as the Kubernetes API gives them back', () => {
    const { production } = environmentsOf(
      `${MINIMAL}    quota: { cpu: 1500m, memory: 1536Mi }\n    limitRange: { default: { cpu: 1000m, memory: 0.5Gi } }\n`,
    );

    expect(production?.quota).toMatchObject({ cpu: '1500m', memory: '1536Mi' });
    expect(production?.limitRange).toEqual({
      defaultRequest: { cpu: '100m', memory: '128Mi' },
      default: { cpu: '1', memory: '512Mi' },
    });
  });

  it('has defaults for a container where the file gives only some', () => {
    const { production } = environmentsOf(
      `${MINIMAL}    limitRange: { defaultRequest: { memory: 64Mi }, default: { cpu: 1 } }\n`,
    );

    expect(production?.limitRange).toEqual({
      defaultRequest: { cpu: '100m', memory: '64Mi' },
      default: { cpu: '1', memory: '512Mi' },
    });
  });

  it('keeps the quota that the file gives, as Kubernetes quantities', () => {
    const { production } = environmentsOf(
      `${MINIMAL}    quota: { cpu: 1.5, memory: 3Gi, pods: 7, loadBalancers: 1 }\n`,
    );

    expect(production?.quota).toEqual({ cpu: '1500m', memory: '3Gi', pods: 7, loadBalancers: 1 });
  });

  it('is protected from being destroyed in production and in system beside it, while the platform is', () => {
    const protection = (text: string) =>
      platformOf(text).environments.map(({ deletionProtection }) => deletionProtection);

    expect(protection(MINIMAL)).toEqual([true, true]);
    expect(protection(`${MINIMAL}deletionProtection: false\n`)).toEqual([false, false]);
    expect(protection(`${MINIMAL}    deletionProtection: false\n`)).toEqual([true, false]);
    expect(protection(MINIMAL.replace('  production', '    deletionProtection: false\n  production'))).toEqual([
      false,
      true,
    ]);
  });

  it('has a dashboard with every panel', () => {
    const { production } = environmentsOf(MINIMAL);

    expect(production?.dashboard).toEqual({
      dashboardUid: 'acme-production',
      panels: ['cpu', 'memory', 'ingress-latency', 'pod-restarts', 'secret-freshness'],
      alerts: [],
    });
  });

  it('carries the waivers of the platform in production, where they are about', () => {
    const waiver = {
      rule: 'production-multi-az',
      reason: 'until launch only',
      approvedBy: 'cto@acme.example',
      approvedOn: '2026-10-01',
    };
    const { system, production } = environmentsOf(
      `${MINIMAL.replace('g6-dedicated-4, count: 3', 'g6-dedicated-4, count: 1')}waivers: [${JSON.stringify(waiver)}]\n`,
    );

    expect(production?.waivers).toEqual([waiver]);
    expect(system?.waivers).toEqual([]);
  });
});
