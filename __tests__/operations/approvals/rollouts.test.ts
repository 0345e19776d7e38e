import type { ApplicationStatus } from '../../../operations/argocd/applications';
import { gatesFor } from '../../../operations/approvals/approve';
import { gatedApplication, type Gate, rolloutStatus } from '../../../operations/approvals/rollouts';

const [A, B] = ['a'.repeat(40), 'b'.repeat(40)];
const gate = (wave: number, revision: string, approvedRevision?: string): Gate => ({
  ...{ name: `production-wave-${wave}`, rollout: 'production', wave, revision, approvedRevision },
  ...{ approvedBy: undefined, applications: [], approvedApplications: approvedRevision === undefined ? undefined : [] },
});
const root = (phase: string): ApplicationStatus => ({
  ...{ name: 'production-root', project: 'roots', namespace: 'argocd', sync: 'OutOfSync', health: 'Suspended' },
  ...{ revision: undefined, isDeployed: true, errors: [], operation: { phase, message: '', revision: undefined } },
});

const statusOf = (
  state: ApplicationStatus | undefined,
  gates: readonly Gate[],
  applications: readonly ApplicationStatus[] = [],
  known = gates.map(({ name }) => name),
) => rolloutStatus({ name: 'production', root: state, gates, applications, known: new Set(known), former: [] });

describe('a rollout', () => {
  it('waits at the first wave that is not approved', () => {
    const { waiting } = statusOf(root('Running'), [gate(3, A, undefined), gate(2, B, A), gate(1, B, B)]);

    expect(waiting.map(({ wave }) => wave)).toEqual([2]);
  });

  it('waits for every repository of that wave', () => {
    const shop = { ...gate(1, A), name: 'production-wave-1-shop' };

    expect(statusOf(root('Running'), [gate(1, B), shop]).waiting).toHaveLength(2);
  });

  it('waits for no gate that the platform file has no more, and names it', () => {
    const former = gate(1, A);
    const found = statusOf(root('Running'), [former, gate(3, B)], [], ['production-wave-3']);

    expect(found).toMatchObject({ waiting: [gate(3, B)], gates: [gate(3, B)], leftovers: [former] });
    expect(gatesFor(found, B)).toHaveLength(1);
    expect(() => gatesFor(found, A)).toThrow('production does not wait for this commit');
  });

  it('waits for no former gate of a wave either that waits itself', () => {
    const former = { ...gate(1, A), name: 'production-wave-1-former' };
    const found = statusOf(root('Running'), [former, gate(1, B)], [], ['production-wave-1']);

    expect(found).toMatchObject({ waiting: [{ name: 'production-wave-1' }], leftovers: [former] });
  });

  it('tells what Argo CD cannot do with its applications', () => {
    const shop = { ...root('Failed'), name: 'shop', errors: ['no such path'] };

    expect(statusOf(root('Running'), [gate(1, A)], [shop]).errors).toEqual(['shop: no such path']);
  });

  it('waits for a person to confirm what is removed, and names no application twice that is removed', () => {
    const removal = { kind: 'deletion', since: '2026-11-29T10:00:00Z', objects: ['ConfigMap shop'] } as const;
    const shop = { ...root('Succeeded'), name: 'shop', removal };
    const former = ['shop', 'catalogue'].map((name) => ({ name, rollout: 'production', takesAllAlong: false }));
    const parts = { name: 'production', root: root('Running'), gates: [], applications: [shop], former };

    expect(rolloutStatus({ ...parts, known: new Set<string>() })).toMatchObject({
      removals: [{ application: 'shop', ...removal, isFormer: true }],
      former: [{ name: 'catalogue' }],
    });
  });

  it('waits again where another folder, or another application, comes in with the commit that was approved', () => {
    const shop = { name: 'shop', repository: 'https://git.example/shop.git', path: 'deploy' };
    const now = { ...shop, running: A, movedFrom: undefined };
    const approved = (...approvedApplications: (typeof shop)[]) =>
      statusOf(root('Running'), [{ ...gate(1, A, A), applications: [now], approvedApplications }]).waiting;

    expect(approved(shop)).toEqual([]);
    expect(approved({ ...shop, path: 'deploy2' })).toHaveLength(1);
    expect(approved({ ...shop, repository: 'https://git.example/other.git' })).toHaveLength(1);
    expect(approved(shop, { ...shop, name: 'more' })).toHaveLength(1);
    expect(approved()).toHaveLength(1);
  });

  it('waits for nothing when it is approved, or does not run', () => {
    expect(statusOf(root('Running'), [gate(1, A, A)]).waiting).toEqual([]);
    expect(statusOf(root('Failed'), [gate(1, B, A)]).waiting).toEqual([]);
    expect(statusOf(undefined, [gate(1, B, A)]).isRunning).toBe(false);
  });
});

describe('what is approved', () => {
  const waits = statusOf(root('Running'), [gate(1, B, A)]);

  it('is named by its whole commit', () => {
    expect(gatesFor(waits, B)).toHaveLength(1);
  });

  it.each([
    ['another commit', A],
    ['the beginning of it', 'bbbbbbb'],
    ['nothing', ''],
  ])('is refused for %s', (_what, revision) => {
    expect(() => gatesFor(waits, revision)).toThrow('production does not wait for this commit');
  });

  it('is refused when nothing waits, with what to do', () => {
    const ended = statusOf(root('Succeeded'), [gate(1, A, A)]);

    expect(() => gatesFor(ended, A)).toThrow('nothing of production waits for approval, because no rollout runs');
  });
});

describe('an application that comes in', () => {
  const shop = { name: 'shop', repository: 'https://git.example/shop.git', path: 'deploy' };
  const source = { repoURL: shop.repository, path: shop.path, targetRevision: A };

  it('is compared with what runs of the same folder of the same repository', () => {
    expect(gatedApplication(shop, source)).toEqual({ ...shop, running: A, movedFrom: undefined });
  });

  it.each([
    ['another repository', { repoURL: 'https://git.example/other.git' }, 'https://git.example/other.git, deploy'],
    ['another folder', { path: 'other' }, 'https://git.example/shop.git, other'],
  ])('is compared with nothing where %s runs, which is named', (_, other, movedFrom) => {
    expect(gatedApplication(shop, { ...source, ...other })).toEqual({ ...shop, running: undefined, movedFrom });
  });

  it('is compared with nothing where nothing runs', () => {
    expect(gatedApplication(shop, undefined)).toEqual({ ...shop, running: undefined, movedFrom: undefined });
  });
});
