import { judge, type AcceptedDifference, type OwnRule } from '../../../../model/rules/drift/judge';
import type { Difference } from '../../../../model/rules/drift/difference';
import { difference } from '../../../support/drift';

const DAY = '2026-11-28';
const texts = difference({
  kind: 'linode_domain',
  address: 'linode_domain.zone',
  path: ['ttl_sec'],
  before: 300,
  after: 60,
});
const opened = difference({});
const rule = (about: Partial<OwnRule>): OwnRule => ({
  type: 'linode_domain',
  attribute: 'ttl_sec',
  severity: 'none',
  reason: 'others set it',
  ...about,
});
const accepted = (about: Partial<AcceptedDifference>): AcceptedDifference => ({
  address: 'linode_domain.zone',
  attribute: 'ttl_sec',
  value: 60,
  until: '2026-12-24',
  reason: 'until the move is done',
  ...about,
});
const judged = (
  it: Difference,
  { rules = [], accept = [] }: { rules?: OwnRule[]; accept?: AcceptedDifference[] } = {},
) => {
  const [finding] = judge([it], { rules, accept }, DAY);
  return [finding?.severity, finding?.rule, finding?.accepted?.reason];
};

describe('a rule of users', () => {
  it('makes a difference less important, or more', () => {
    expect(judged(texts)).toEqual(['minor', 'domain-texts', undefined]);
    expect(judged(texts, { rules: [rule({})] })).toEqual(['none', 'drift.rules[0]', undefined]);
    expect(judged(texts, { rules: [rule({ severity: 'major' })] })).toEqual(['major', 'drift.rules[0]', undefined]);
  });

  it('never silences a loss of security, or a deletion', () => {
    const silence = rule({ type: 'linode_firewall', attribute: 'inbound_policy' });
    const everything = rule({ type: 'linode_firewall', attribute: '' });

    expect(judged(opened, { rules: [silence] })).toEqual(['major', 'firewall-filter', undefined]);
    expect(judged(difference({ path: [], action: 'removed' }), { rules: [everything] })).toEqual([
      'major',
      'removed',
      undefined,
    ]);
  });

  it('is about keys of a map', () => {
    const labelled = difference({
      kind: 'kubernetes_namespace_v1',
      path: ['metadata', 0, 'labels', 'acme.example/team'],
      before: undefined,
      after: 'shop',
    });

    expect(
      judged(labelled, {
        rules: [rule({ type: 'kubernetes_namespace_v1', attribute: 'metadata.labels[acme.example/*]' })],
      }),
    ).toEqual(['none', 'drift.rules[0]', undefined]);
  });
});

describe('a rule of users about a part of what differs', () => {
  const POOL = 'linode_lke_node_pool';
  const off = difference({ kind: POOL, path: ['autoscaler', 0], before: { min: 1, max: 4 }, after: undefined });
  const spec = difference({
    kind: 'helm_release/Deployment',
    path: ['spec'],
    before: { replicas: 2 },
    after: { paused: true },
  });

  it('silences nothing but that part', () => {
    const max = rule({ type: POOL, attribute: 'autoscaler.max' });
    const replicas = rule({ type: 'helm_release/Deployment', attribute: 'spec.replicas' });
    const raised = difference({ kind: POOL, path: ['autoscaler', 0, 'max'], before: 4, after: 9 });

    expect(judged(off, { rules: [max] })).toEqual(['major', 'pool-autoscaler', undefined]);
    expect(judged(spec, { rules: [replicas] })[0]).toBe('major');
    expect(judged(raised, { rules: [max] })).toEqual(['none', 'drift.rules[0]', undefined]);
  });

  it('makes the whole as bad as the part', () => {
    const nodes = difference({ kind: POOL, path: ['nodes'], before: [{ id: 'a' }], after: [{ id: 'b' }] });
    const part = rule({ type: POOL, attribute: 'nodes.id', severity: 'minor' });

    expect(judged(nodes)).toEqual(['none', 'pool-nodes', undefined]);
    expect(judged(nodes, { rules: [part] })).toEqual(['minor', 'drift.rules[0]', undefined]);
  });
});

describe('a rule of users about objects of releases', () => {
  const replicas = difference({ kind: 'helm_release/Deployment', path: ['spec', 'replicas'], before: 2, after: 1 });
  const rights = difference({
    kind: 'helm_release/ClusterRole',
    path: ['rules', 0, 'verbs'],
    before: [],
    after: ['*'],
  });

  it('is about one kind, or about all of them', () => {
    const one = rule({ type: 'helm_release/Deployment', attribute: 'spec.replicas' });
    const every = rule({ type: 'helm_release/*', attribute: 'spec' });

    expect(judged(replicas)).toEqual(['major', 'release-object', undefined]);
    expect(judged(replicas, { rules: [one] })).toEqual(['none', 'drift.rules[0]', undefined]);
    expect(judged(replicas, { rules: [every] })).toEqual(['none', 'drift.rules[0]', undefined]);
  });

  it('never silences what makes a pod, or Argo CD, less secure', () => {
    const ofKind = (kind: string, about: Partial<Difference>) =>
      difference({ kind: `helm_release/${kind}`, before: undefined, ...about });
    const hostPid = ofKind('Deployment', { path: ['spec', 'template', 'spec', 'hostPID'], after: true });
    const admin = ofKind('ConfigMap', {
      address: 'helm_release.argocd/ConfigMap/argocd/argocd-rbac-cm',
      path: ['data', 'policy.default'],
      after: 'role:admin',
    });
    const rules = [
      rule({ type: 'helm_release/*', attribute: 'spec' }),
      rule({ type: 'helm_release/ConfigMap', attribute: 'data' }),
    ];
    const accept = [
      accepted({ address: hostPid.address, attribute: 'spec.template.spec.hostPID', value: true }),
      accepted({ address: admin.address, attribute: 'data.policy.default', value: 'role:admin' }),
    ];

    expect(judged(hostPid, { rules, accept })).toEqual(['major', 'release-pods', undefined]);
    expect(judged(admin, { rules, accept })).toEqual(['major', 'release-argocd-settings', undefined]);
  });

  it('never silences what guards something', () => {
    expect(judged(rights, { rules: [rule({ type: 'helm_release/*', attribute: 'rules' })] })).toEqual([
      'major',
      'release-object-guard',
      undefined,
    ]);
  });
});

describe('an accepted difference', () => {
  it('is none until its day has passed, with its reason', () => {
    expect(judged(texts, { accept: [accepted({})] })).toEqual(['none', 'domain-texts', 'until the move is done']);
    expect(judged(texts, { accept: [accepted({ until: DAY })] })[0]).toBe('none');
    expect(judged(texts, { accept: [accepted({ until: '2026-11-27' })] })[0]).toBe('minor');
  });

  it('is accepted with this value alone, at this address alone', () => {
    expect(judged(texts, { accept: [accepted({ value: 61 })] })[0]).toBe('minor');
    expect(judged(texts, { accept: [accepted({ address: 'linode_domain.other' })] })[0]).toBe('minor');
    expect(judged(texts, { accept: [accepted({ attribute: 'soa_email' })] })[0]).toBe('minor');
  });

  it('never has a secret in it, of which every later value looks the same', () => {
    const secret = difference({ path: ['label'], before: '(sensitive)', after: 'a\npassword: (sensitive)' });
    const entry = accepted({ address: secret.address, attribute: 'label', value: secret.after });

    expect(judged(secret, { accept: [entry] })[0]).toBe('minor');
  });

  it('is compared as a set where it is a list', () => {
    const tags = difference({ path: ['tags'], before: [], after: ['b', 'a'] });
    const entry = accepted({ address: tags.address, attribute: 'tags', value: ['a', 'b'] });

    expect(judged(tags, { accept: [entry] })[0]).toBe('none');
  });

  it('never silences a loss of security, or a deletion', () => {
    const entry = accepted({ address: opened.address, attribute: 'inbound_policy', value: 'ACCEPT' });
    const gone = difference({ path: [], action: 'removed' });

    expect(judged(opened, { accept: [entry] })).toEqual(['major', 'firewall-filter', undefined]);
    expect(judged(gone, { accept: [accepted({ address: gone.address, attribute: '', value: null })] })[0]).toBe(
      'major',
    );
  });
});
