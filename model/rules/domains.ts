import type { Path } from '../problem';
import type { Rule } from './rule';
import { duplicatesOf, entriesOf, environmentsOf } from './walk';

const isWithin = (domain: string, parent: string) => domain === parent || domain.endsWith(`.${parent}`);

export const domainsDistinct: Rule = {
  id: 'domains-distinct',
  about: 'A domain leads to one environment only',
  source: 'Kubernetes Ingress',
  check(draft, report) {
    const all = environmentsOf(draft).flatMap(({ name, path, environment }) =>
      entriesOf([...path, 'domains'], environment.domains).map(({ path, entry }) => ({ path, domain: entry, name })),
    );
    for (const { entry, first } of duplicatesOf(all, ({ domain }) => domain)) {
      report(entry.path, {
        what: `${entry.domain} leads to ${first.name} already`,
        allowed: 'each domain once',
        fix: `remove it here or in ${first.name}`,
      });
    }
  },
};

export const domainsInZone: Rule = {
  id: 'domains-in-zone',
  about: 'Domains of environments lie in the zone of the platform, where it has one',
  source: 'linode_domain',
  check(draft, report) {
    const zone = draft.network?.dns?.zone;
    for (const { path, environment } of environmentsOf(draft)) {
      for (const { path: at, entry } of entriesOf([...path, 'domains'], environment.domains)) {
        if (zone === undefined || isWithin(entry, zone)) continue;
        report(at, {
          what: `${entry} does not lie in the zone ${zone}`,
          allowed: `${zone} or a domain below it`,
          fix: `write ${entry.split('.')[0] ?? entry}.${zone}`,
        });
      }
    }
  },
};

export const ingressBaseDomain: Rule = {
  id: 'ingress-base-domain',
  about: 'The base domain of a hand-off contract is one of its environment',
  source: 'data-model.md, ServiceHandoffContract',
  check(draft, report) {
    const bases: { path: Path; domain: string; name: string }[] = [];
    for (const { name, path, environment } of environmentsOf(draft)) {
      const base = environment.handoff?.ingressBaseDomain;
      if (base === undefined || environment.domains === undefined) continue;
      const at = [...path, 'handoff', 'ingressBaseDomain'];
      bases.push({ path: at, domain: base, name });
      const domains = environment.domains.filter((domain) => domain !== undefined);
      if (domains.some((domain) => isWithin(base, domain))) continue;
      report(at, {
        what: `${base} is none of the domains of ${name}`,
        allowed:
          domains.length > 0
            ? `one of ${domains.join(', ')}, or a domain below it`
            : `a domain of ${name}, which has none yet`,
        fix: domains.length > 0 ? `write ${String(domains[0])}` : `add ${base} to environments.${name}.domains`,
      });
    }
    for (const { entry, first } of duplicatesOf(bases, ({ domain }) => domain)) {
      report(entry.path, {
        what: `${entry.domain} is the base domain of ${first.name} already`,
        allowed: 'each base domain once',
        fix: 'give one of them another domain',
      });
    }
  },
};

export const productionHandoff: Rule = {
  id: 'production-handoff',
  about: 'Access to production is granted by a platform engineer, so production has a policy for that role',
  source: 'data-model.md, ServiceHandoffContract',
  check(draft, report) {
    const production = draft.environments?.production;
    const roles = (production?.accessPolicies ?? []).map((policy) => policy?.role);
    if (!production?.handoff || roles.includes('platform-engineer')) return;
    report(['environments', 'production', 'handoff'], {
      what: 'production is handed off, but has no access policy for platform-engineer, who has to approve access',
      allowed: 'a hand-off beside an access policy with role platform-engineer',
      fix: 'add {role: platform-engineer, …} to environments.production.accessPolicies',
    });
  },
};
