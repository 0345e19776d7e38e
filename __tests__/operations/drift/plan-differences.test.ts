import type { ChangeJson, ResourceChangeJson } from '../../../operations/engine/plan-json';
import { planDifferences } from '../../../operations/drift/plan-differences';
import { pinsOf } from '../../../operations/drift/decided/pinned';
import type { ReadPlan } from '../../../operations/drift/read-plan';

const MODULE = JSON.stringify({
  resource: {
    linode_firewall: {
      fw: {
        inbound_policy: 'DROP',
        inbound: [{ label: 'web', ipv4: ['10.0.0.0/8'] }],
        lifecycle: { ignore_changes: ['tags'] },
        tags: [],
      },
    },
  },
});

const resource = (change: ChangeJson): ResourceChangeJson => ({
  address: 'linode_firewall.fw',
  mode: 'managed',
  type: 'linode_firewall',
  change,
});
const differences = (changes: ChangeJson[], drift: ChangeJson[] = [], about: Partial<ReadPlan> = {}) => {
  const plan: ReadPlan = {
    about: { format_version: '1.2' } as ReadPlan['about'],
    errored: false,
    changes: changes.map(resource),
    drift: drift.map(resource),
    unchanged: 0,
    planned: new Set(changes.map(() => 'linode_firewall.fw')),
    ...about,
  };
  return planDifferences(plan, { stack: 'cluster', isPinned: pinsOf(MODULE) }).map(
    ({ path, action, before, after, origin }) => ({ path, action, before, after, origin }),
  );
};

describe('the differences of a plan', () => {
  it('say what was applied, and what is there', () => {
    expect(
      differences([{ actions: ['update'], before: { inbound_policy: 'ACCEPT' }, after: { inbound_policy: 'DROP' } }]),
    ).toEqual([{ path: ['inbound_policy'], action: 'changed', before: 'DROP', after: 'ACCEPT', origin: 'plan' }]);
  });

  it('are told of the whole where something is gone, or too much', () => {
    expect(differences([{ actions: ['create'], before: null, after: {} }])).toMatchObject([
      { path: [], action: 'removed' },
    ]);
    expect(differences([{ actions: ['delete'], before: {}, after: null }])).toMatchObject([
      { path: [], action: 'added' },
    ]);
  });

  it('compare entries of a list with those that have their label', () => {
    const [web, ssh] = [
      { label: 'web', ipv4: ['10.0.0.0/8'] },
      { label: 'ssh', ipv4: ['0.0.0.0/0'] },
    ];

    expect(
      differences([{ actions: ['update'], before: { inbound: [ssh, web] }, after: { inbound: [web] } }]),
    ).toMatchObject([{ path: ['inbound', 0], before: undefined, after: ssh }]);
  });

  it('tell another order of rules, of which the first that matches counts', () => {
    const [deny, web] = [
      { label: 'deny', action: 'DROP' },
      { label: 'web', action: 'ACCEPT' },
    ];
    const [ordered, there] = [{ inbound: [deny, web] }, { inbound: [web, deny] }];

    expect(differences([{ actions: ['update'], before: there, after: ordered }])).toEqual([
      { path: ['inbound'], action: 'changed', before: [deny, web], after: [web, deny], origin: 'plan' },
    ]);
  });

  it('do not show secrets', () => {
    const change: ChangeJson = {
      actions: ['update'],
      before: { a: 'old', password: 'x', text: 'token: y' },
      after: { a: 'new', password: 'z', text: 'token: w' },
      before_sensitive: { a: true },
      after_sensitive: { a: true },
    };

    expect(JSON.stringify(differences([change]))).not.toMatch(/old|new|"[xyzw]"|token: [yw]/);
    expect(differences([change])).toHaveLength(3);
  });

  it('leave out what the provider decides, and what only fills in nothing', () => {
    expect(
      differences([
        { actions: ['update'], before: { id: '1', labels: {} }, after: { labels: null }, after_unknown: { id: true } },
      ]),
    ).toEqual([]);
  });

  it('tell an empty rule and an empty selector in Kubernetes from none: they mean everything', () => {
    const policy = (ingress: unknown[]) => ({ spec: [{ ingress }] });
    const from = (selector: unknown[]) =>
      policy([{ from: [{ pod_selector: [{ match_labels: { app: 'a' } }], namespace_selector: selector }], ports: [] }]);
    const differences = (before: object, after: object) =>
      planDifferences(
        {
          about: { format_version: '1.2' } as ReadPlan['about'],
          errored: false,
          changes: [
            {
              address: 'kubernetes_network_policy_v1.deny',
              mode: 'managed',
              type: 'kubernetes_network_policy_v1',
              change: { actions: ['update'], before, after },
            },
          ],
          drift: [],
          unchanged: 0,
          planned: new Set(),
        },
        { stack: 'production', isPinned: pinsOf(MODULE) },
      ).map(({ path }) => path.join('.'));

    expect(differences(policy([{ from: [], ports: [] }]), policy([]))).toEqual(['spec.0.ingress.0']);
    expect(differences(policy([]), policy([{ from: [], ports: [] }]))).toEqual(['spec.0.ingress.0']);
    expect(differences(from([{ match_labels: {}, match_expressions: [] }]), from([]))).toEqual([
      'spec.0.ingress.0.from.0.namespace_selector.0',
    ]);
  });

  it('take what changed since the state only where the configuration does not decide', () => {
    const before = {
      inbound_policy: 'ACCEPT',
      tags: [],
      label: 'a',
      inbound: [{ label: 'web', ipv4: ['1.1.1.1/32'] }],
    };
    const after = {
      inbound_policy: 'DROP',
      tags: ['x'],
      label: 'b',
      inbound: [{ label: 'web', ipv4: ['10.0.0.0/8'] }],
    };

    expect(differences([], [{ actions: ['update'], before, after }])).toEqual([
      { path: ['tags'], action: 'changed', before: [], after: ['x'], origin: 'resource_drift' },
      { path: ['label'], action: 'changed', before: 'a', after: 'b', origin: 'resource_drift' },
    ]);
  });

  it('take all that changed since the state of what a plan did not come to before it failed', () => {
    const opened: ChangeJson = {
      actions: ['update'],
      before: { inbound_policy: 'DROP' },
      after: { inbound_policy: 'ACCEPT' },
    };
    const deleted: ChangeJson = { actions: ['delete'], before: {}, after: null };

    expect(differences([], [opened])).toEqual([]);
    expect(differences([], [opened], { errored: true })).toMatchObject([{ path: ['inbound_policy'], after: 'ACCEPT' }]);
    expect(differences([], [deleted], { errored: true })).toMatchObject([{ path: [], action: 'removed' }]);
  });

  it('are not told of what is gone and was not wanted any longer', () => {
    const gone = { ...resource({ actions: ['delete'], before: {}, after: null }), address: 'linode_firewall.old' };

    expect(differences([], [], { drift: [gone] })).toEqual([]);
  });

  it('are told of what is gone and was not come to, though nothing of it is decided any longer', () => {
    const gone = { ...resource({ actions: ['delete'], before: {}, after: null }), address: 'linode_firewall.old' };

    expect(differences([], [], { drift: [gone], errored: true })).toMatchObject([{ path: [], action: 'removed' }]);
  });

  it('are told once of what is to be made anew as a whole, without what else differs of it', () => {
    const changed: ChangeJson = { actions: ['update'], before: { label: 'a' }, after: { label: 'b' } };

    expect(differences([{ actions: ['create'], before: null, after: {} }], [changed])).toEqual([
      { path: [], action: 'removed', before: undefined, after: undefined, origin: 'plan' },
    ]);
  });

  it('name an object of Kubernetes by its uid, which is another one after it was made anew', () => {
    const idOf = (before: object) => {
      const change: ChangeJson = { actions: ['delete'], before, after: null };
      const plan = {
        about: {} as ReadPlan['about'],
        errored: false,
        drift: [],
        unchanged: 0,
        planned: new Set<string>(),
      };
      return planDifferences(
        { ...plan, changes: [resource(change)] },
        { stack: 'cluster', isPinned: pinsOf(MODULE) },
      )[0]?.id;
    };

    expect(idOf({ id: 'env-a/b', metadata: [{ uid: '12-34' }] })).toBe('12-34');
    expect(idOf({ id: 'env-a/b', metadata: [{ uid: '' }] })).toBe('env-a/b');
    expect(idOf({ id: 7 })).toBe('7');
    expect(idOf({})).toBeUndefined();
  });
});
