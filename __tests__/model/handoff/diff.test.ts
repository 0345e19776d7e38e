import type { HandoffContract } from '../../../model/handoff/contract';
import { CONTRACT_RULES, diffContracts, isBreaking } from '../../../model/handoff/diff';
import { termsOfContract } from '../../../model/handoff/terms';
import { examplePlatform } from '../../support/platforms';

const platform = examplePlatform();
const terms = termsOfContract(platform, { name: 'production' });
if (!terms) throw new Error('the example hands production off');
const CONTRACT: HandoffContract = { ...terms, namespace_uid: '0b6f…' };

/** A contract that can be changed. */
type Draft = { -readonly [K in keyof HandoffContract]: HandoffContract[K] };

function changed(change: (draft: Draft) => void): HandoffContract {
  const draft: Draft = structuredClone(CONTRACT);
  change(draft);
  return draft;
}

const [team, pool, secret] = [1, 1, 2];

/** What is done to a contract, by the rule that finds it: what breaks and what adds. */
const CASES: Readonly<Record<string, { breaking?: (it: Draft) => void; additive?: (it: Draft) => void }>> = {
  'environment-recreated': { breaking: (it) => (it.namespace_uid = 'another') },
  'another-environment': { breaking: (it) => (it.namespace = 'env-other') },
  'format-changed': { breaking: (it) => ((it as { format: number }).format = 2) },
  'ingress-domain-changed': { breaking: (it) => (it.ingress_base_domain = 'other.acme.example') },
  'domain-removed': { breaking: (it) => (it.domains = []), additive: (it) => it.domains.push('new.acme.example') },
  'certificate-removed': { additive: (it) => it.tls_secrets.push('shop-tls') },
  'links-changed': { additive: (it) => (it.observability_links = []) },
  'steps-changed': { additive: (it) => it.deployment_steps.reverse() },
  'contacts-changed': { additive: (it) => it.contacts.pop() },
  'kubernetes-changed': { breaking: (it) => (it.versions.kubernetes = '1.35') },
  'versions-changed': { additive: (it) => (it.versions.observability_chart = 'kube-prometheus-stack-99.0.0') },
  'quota-lowered': { breaking: (it) => (it.quota.memory = '200Gi'), additive: (it) => (it.quota.memory = '1Ti') },
  'container-limit-lowered': {
    breaking: (it) => (it.container.max.cpu = '500m'),
    additive: (it) => (it.container.max.cpu = null),
  },
  'default-request-raised': {
    breaking: (it) => (it.container.default_request.cpu = '1'),
    additive: (it) => (it.container.default_request.cpu = '50m'),
  },
  'internet-closed': { breaking: (it) => (it.network.internet_egress = false) },
  'flow-removed': {
    breaking: (it) => it.network.always.pop(),
    additive: (it) => it.network.reached_from.push('staging'),
  },
  'bounds-narrowed': {
    breaking: (it) => (it.workload_bounds.max_replicas -= 1),
    additive: (it) => (it.workload_bounds.max_unavailable += 1),
  },
  'minimum-raised': {
    breaking: (it) => (it.workload_bounds.min_replicas += 1),
    additive: (it) => (it.workload_bounds.min_replicas -= 1),
  },
  'secret-removed': {
    breaking: (it) => it.secrets.pop(),
    additive: (it) => it.secrets.push({ name: 'new', purpose: 'application', keys: [], rotation_frequency_days: 9 }),
  },
  'rotation-changed': { additive: (it) => (it.secrets[secret]!.rotation_frequency_days = 7) },
  'placement-changed': { breaking: (it) => (it.placement.runtime_class_name = 'other') },
  'selector-added': {
    breaking: (it) => (it.placement.node_selector['acme.example/zone'] = 'a'),
    additive: (it) => it.placement.tolerations.pop(),
  },
  'pool-removed': {
    breaking: (it) => it.placement.pools.pop(),
    additive: (it) => it.placement.pools.push({ ...it.placement.pools[0]!, name: 'more' }),
  },
  'pool-label-removed': { breaking: (it) => (it.placement.pools[pool]!.labels = {}) },
  'pool-taint-added': {
    breaking: (it) =>
      it.placement.pools[0]!.tolerations.push({ key: 'a/b', operator: 'Equal', value: 'c', effect: 'NoSchedule' }),
    additive: (it) => (it.placement.pools[pool]!.tolerations = []),
  },
  'pool-shrunk': {
    breaking: (it) => (it.placement.pools[0]!.max_nodes -= 1),
    additive: (it) => (it.placement.pools[0]!.max_nodes += 1),
  },
  'node-shrunk': {
    breaking: (it) => (it.placement.pools[0]!.instance_type = 'g6-standard-1'),
    additive: (it) => (it.placement.pools[0]!.instance_type = 'g6-standard-20'),
  },
  'pool-nodes-changed': { additive: (it) => (it.placement.pools[0]!.nodes -= 1) },
  'request-moved': { breaking: (it) => (it.access.request_url = null) },
  'request-command-changed': { additive: (it) => (it.access.request_command = 'ask') },
  'role-removed': {
    breaking: (it) => it.access.roles.splice(team, 1),
    additive: (it) => it.access.roles.push({ ...it.access.roles[team]!, role: 'break-glass' }),
  },
  'right-removed': {
    breaking: (it) => it.access.roles[team]!.permissions.pop(),
    additive: (it) =>
      it.access.roles[team]!.permissions.push({ api_groups: ['batch'], resources: ['jobs'], verbs: ['create'] }),
  },
  'duration-lowered': {
    breaking: (it) => (it.access.roles[team]!.max_duration = 'P6D'),
    additive: (it) => (it.access.roles[team]!.max_duration = 'P8D'),
  },
  'consent-added': {
    breaking: (it) => (it.access.roles[team]!.requires_incident_ticket = true),
    additive: (it) => (it.access.roles[team]!.approval = 'none'),
  },
};

const cases = Object.entries(CASES).flatMap(([rule, { breaking, additive }]) => [
  ...(breaking ? [{ rule, effect: 'breaking', change: breaking }] : []),
  ...(additive ? [{ rule, effect: 'additive', change: additive }] : []),
]);

describe('what is different between two contracts', () => {
  it('is tried for every rule', () => {
    expect(Object.keys(CASES).sort()).toEqual(CONTRACT_RULES.map(({ id }) => id).sort());
  });

  it('is nothing for the same contract', () => {
    expect(diffContracts(CONTRACT, structuredClone(CONTRACT))).toEqual([]);
  });

  it.each(cases)('is $effect by the rule $rule', ({ rule, effect, change }) => {
    // An environment that has no role of break-glass yet can be given one.
    const before = changed((it) => it.access.roles.splice(3, 1));
    const after: Draft = structuredClone(before);
    change(after);
    const changes = diffContracts(before, after);

    expect(changes.filter((it) => it.rule === rule).map((it) => it.effect)).toContain(effect);
    expect(isBreaking(changes)).toBe(effect === 'breaking');
  });

  it('goes unseen in no value of the document', () => {
    const unseen = leaves(CONTRACT).filter((path) => diffContracts(CONTRACT, altered(CONTRACT, path)).length === 0);

    expect(unseen).toEqual([]);
  });

  it('tells what breaks first, and a pool that went once', () => {
    const after = changed((it) => {
      it.contacts.push('new@acme.example');
      it.placement.pools.pop();
    });

    expect(diffContracts(CONTRACT, after)).toEqual([
      { rule: 'pool-removed', effect: 'breaking', at: 'placement.pools[memory]', before: 'memory', after: null },
      expect.objectContaining({
        ...{ rule: 'contacts-changed', effect: 'additive' },
        after: [...CONTRACT.contacts, 'new@acme.example'].join(', '),
      }),
    ]);
  });

  it.each(['labels', 'node_selector'] as const)('tells of a key of %s that begins with another one', (name) => {
    const of = (keys: Record<string, string>) =>
      changed((it) => {
        if (name === 'labels') it.placement.pools[0]!.labels = keys;
        else it.placement.node_selector = keys;
      });
    const [short, long] = [of({ app: 'shop' }), of({ 'app.kubernetes.io/name': 'shop' })];
    const effects = (before: HandoffContract, after: HandoffContract) =>
      diffContracts(before, after).map(({ effect }) => effect);

    expect(effects(long, short)).toEqual(['breaking', 'additive']);
    expect(effects(short, long)).toEqual(['breaking', 'additive']);
  });

  it('calls another type of node of which nobody knows how large it is breaking', () => {
    const after = changed((it) => (it.placement.pools[0]!.instance_type = 'g9-unheard-of-1'));

    expect(isBreaking(diffContracts(CONTRACT, after))).toBe(true);
  });

  it('takes a wildcard for the rights that it stands for', () => {
    const after = changed((it) => {
      it.access.roles[team]!.permissions = [{ api_groups: ['*'], resources: ['*'], verbs: ['*'] }];
    });

    expect(isBreaking(diffContracts(CONTRACT, after))).toBe(false);
    expect(isBreaking(diffContracts(after, CONTRACT))).toBe(true);
  });

  it('is nothing where a quantity is only written in another way', () => {
    expect(
      diffContracts(
        CONTRACT,
        changed((it) => (it.quota.memory = '245760Mi')),
      ),
    ).toEqual([]);
  });

  it('counts a namespace that nobody knew before as no new one', () => {
    const before = changed((it) => (it.namespace_uid = null));

    expect(diffContracts(before, CONTRACT).map(({ effect }) => effect)).toEqual(['additive']);
  });
});

type Path = readonly (string | number)[];

/** Places of all single values. */
function leaves(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, one]) =>
    leaves(one, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

/** A contract with another value at a place. */
function altered(contract: HandoffContract, path: Path): HandoffContract {
  const copy = structuredClone(contract);
  const holder = path.slice(0, -1).reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], copy);
  const last = path.at(-1) ?? '';
  const former = (holder as Record<string, unknown>)[last];
  (holder as Record<string, unknown>)[last] = otherThan(former);
  return copy;
}

function otherThan(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  if (value === null) return '7';
  if (value === 'second-person') return 'none';
  const text = value as string;
  if (/^P\d+D$/.test(text)) return 'P2D';
  return /^\d/.test(text) && /^\d+(m|Gi|Mi)?$/.test(text)
    ? text.replace(/^\d+/, (it) => String(Number(it) + 1))
    : `${text}x`;
}
