import type { Rule } from './rule';
import { entriesOf } from './walk';

/** How the providers' documentation writes the id of what is imported. */
interface Form {
  readonly pattern: RegExp;
  readonly allowed: string;
}

const NUMBER: Form = { pattern: /^\d+$/, allowed: 'the number that Linode gave it, such as "1234"' };
const pair = (words: string): Form => ({
  pattern: /^\d+,\d+$/,
  allowed: `the number of ${words}, with a comma between them, such as "1234,5678"`,
});
const OBJECT_NAME = '[a-z0-9]([a-z0-9.-]*[a-z0-9])?';
const NAMESPACED: Form = {
  pattern: new RegExp(`^${OBJECT_NAME}/[^/]+$`),
  allowed: 'namespace and name, such as "env-production/default-deny"',
};
const NAMED: Form = { pattern: /^[^/]+$/, allowed: 'its name alone, such as "env-production"' };

const FORMS: Readonly<Record<string, Form>> = {
  linode_domain: NUMBER,
  linode_firewall: NUMBER,
  linode_lke_cluster: NUMBER,
  linode_lke_node_pool: pair('its cluster and its own'),
  linode_object_storage_bucket: {
    pattern: /^[a-z0-9-]+:[a-z0-9.-]+$/,
    allowed: 'region and label, such as "nl-ams:acme-platform-state"',
  },
  linode_vpc: NUMBER,
  linode_vpc_subnet: pair('its VPC and its own'),
  helm_release: NAMESPACED,
};

/** Kinds of Kubernetes that lie in no namespace, as the provider names them. */
const CLUSTER_SCOPED = /^kubernetes_(namespace|cluster_role|cluster_role_binding|priority_class)(_v1)?$/;

export const importIdsFit: Rule = {
  id: 'import-id-form',
  about: 'The id of what is taken over is written as the provider of its resource reads it',
  source: 'Terraform registry, section Import',
  check(draft, report) {
    for (const { path, entry } of entriesOf(['imports'], draft.imports)) {
      const { to, id } = entry;
      const type = to?.split('.')[0] ?? '';
      const form = formOf(type);
      if (id === undefined || !form || form.pattern.test(id)) continue;
      report([...path, 'id'], {
        what: `this is not an id of ${type}, so that its provider would refuse the import`,
        allowed: form.allowed,
        fix: `write ${form.allowed}`,
      });
    }
  },
};

function formOf(type: string): Form | undefined {
  if (type in FORMS) return FORMS[type];
  if (!type.startsWith('kubernetes_')) return undefined;
  return CLUSTER_SCOPED.test(type) ? NAMED : NAMESPACED;
}
