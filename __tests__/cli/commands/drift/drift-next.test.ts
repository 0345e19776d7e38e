import { nextText } from '../../../../cli/commands/drift/drift-next';
import { createColors } from 'picocolors';
import type { Finding } from '../../../../model/rules/drift/finding';
import type { DriftReport } from '../../../../operations/drift/report';

const FINDING: Finding = {
  ...{ stack: 'production', address: 'a.b', kind: 'a', path: ['x'], action: 'changed', origin: 'plan' },
  ...{ severity: 'major', rule: 'r', because: 'it is so', loses: false },
};
const next = (...findings: Partial<Finding>[]) => {
  const report = { findings: findings.map((finding) => ({ ...FINDING, ...finding })) } as unknown as DriftReport;
  return nextText([report], PLAIN).join('\n');
};
const PLAIN = createColors(false);

describe('what to do about drift', () => {
  it('is nothing where there is none', () => {
    expect(next()).toBe('');
    expect(next({ severity: 'none' })).toBe('');
  });

  it('is to put back the stacks that a plan shows, in the order in which they are applied', () => {
    expect(next({}, { stack: 'cluster', origin: 'resource_drift' }, {})).toContain(
      'Next: npx lke-platform drift remediate cluster production\n',
    );
  });

  it('is to let helm make the objects of a release again, each release once', () => {
    const release = 'lke-platform-access/access-fence';
    const of = { origin: 'kubernetes', kind: 'helm_release/ConfigMap', release } as const;
    const text = next(of, { ...of, action: 'removed', path: [] });

    expect(text.match(/helm -n lke-platform-access rollback access-fence "\$\(/g)).toHaveLength(1);
    expect(text).not.toContain('drift remediate');
  });

  it('is to apply the manifest of a release where a custom resource was changed, which helm does not put back', () => {
    const of = { origin: 'kubernetes', kind: 'helm_release/AppProject', release: 'argocd/argocd' } as const;

    expect(next(of)).toContain(
      'Next: helm -n argocd get manifest argocd | kubectl -n argocd apply --server-side --force-conflicts -f -\n',
    );
    expect(next(of)).not.toContain('rollback');
    expect(next({ ...of, action: 'removed', path: [] })).toMatch(/^Next: helm -n argocd rollback argocd /);
  });

  it('is nothing that helm does where something was added to an object of a release alone', () => {
    const release = 'monitoring/loki';

    expect(next({ origin: 'kubernetes', kind: 'helm_release/ConfigMap', action: 'added', release })).toBe(
      'Next: what somebody added beside is removed by hand: no apply knows of it',
    );
  });

  it('is to see what keeps a namespace that is being deleted, and nothing that would be refused until it is gone', () => {
    const going = { action: 'removed', path: [], after: { deleting_since: '2026-11-29T10:00:00Z' } } as const;
    const release = 'monitoring/loki';

    expect(next({ origin: 'kubernetes', kind: 'kubernetes_namespace_v1', ...going })).toContain(
      "Next: kubectl get namespaces -o jsonpath='",
    );
    expect(next({ origin: 'kubernetes', kind: 'helm_release/Deployment', release, ...going })).not.toContain('helm -n');
  });

  it('is to keep what Linode does not take back', () => {
    const cluster = { stack: 'cluster', kind: 'linode_lke_cluster' } as const;
    const redundant = ['control_plane', 0, 'high_availability'];

    expect(next({ ...cluster, path: ['k8s_version'] })).toContain('drift remediate cluster --adopt\n');
    expect(next({ ...cluster, path: redundant, after: true })).toContain('drift remediate cluster --adopt\n');
    expect(next({ ...cluster, path: redundant, after: false })).not.toContain('cluster --adopt');
    expect(next({ ...cluster, path: ['label'] })).not.toContain('cluster --adopt');
  });

  it('is done by hand where nobody declared it', () => {
    expect(next({ origin: 'linode', action: 'added' })).toBe(
      'Next: what somebody added beside is removed by hand: no apply knows of it',
    );
  });
});
