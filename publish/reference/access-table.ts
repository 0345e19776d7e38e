import { clusterPermissionsOf, namespacesOf, USUAL_PERMISSIONS } from '../../model/derive/permissions';
import { ROLES, type Permission, type Role } from '../../model/entities/access-policy';
import type { EnvironmentName } from '../../model/entities/environment';

/** Page with the tables of what each role may do, between the marks that say so. */
export const ACCESS_GUIDE_FILE = 'docs/guides/access.md';

/** Writes the tables into the page. */
export function withAccessTables(page: string): string {
  const tables = { roles: roles(), 'in namespaces': inNamespaces(), 'in the cluster': inTheCluster() };
  return Object.entries(tables).reduce((text, [name, rows]) => replaceTable(text, name, rows), page);
}

function replaceTable(page: string, name: string, rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows;
  const lines = [head, head.map(() => '---'), ...body].map((cells) => `| ${cells.join(' | ')} |`);
  const section = new RegExp(`(<!-- generated: ${name} -->\n\n)[^]*?(\n\n<!-- /generated -->)`);
  if (!section.test(page)) throw new Error(`${ACCESS_GUIDE_FILE} has no place for the table of ${name}`);
  return page.replace(section, (_, start: string, end: string) => `${start}${lines.join('\n')}${end}`);
}

const namespaces = (environment: EnvironmentName, role: Role) =>
  namespacesOf(environment, role)
    .map((name) => `\`${name}\``)
    .join(', ');

function roles(): string[][] {
  const reach = (role: Role) => {
    if (clusterPermissionsOf('production', role).length === 0) return 'none';
    return 'see below';
  };
  return [
    ['Role', 'Namespaces, as of production', 'Namespaces of system', 'Rights that reach the whole cluster'],
    ...ROLES.map((role) => [`\`${role}\``, namespaces('production', role), namespaces('system', role), reach(role)]),
  ];
}

/** Each resource in a row, with what each role may do with it. */
function inNamespaces(): string[][] {
  const names = [...new Set(ROLES.flatMap((role) => USUAL_PERMISSIONS[role].flatMap(resourcesOf)))];
  const rows = names.map((name) => [name === '* of *' ? 'everything else' : `\`${name}\``, ...ROLES.map(may(name))]);
  return [['Resource', ...ROLES.map((role) => `\`${role}\``)], ...rows.sort(([a = ''], [b = '']) => order(a, b))];
}

const order = (a: string, b: string) =>
  Number(a === 'everything else') - Number(b === 'everything else') || (a < b ? -1 : 1);

const may =
  (name: string) =>
  (role: Role): string => {
    const verbs = USUAL_PERMISSIONS[role].flatMap((it) =>
      resourcesOf(it).some((resource) => resource === name || resource === '* of *') ? it.verbs : [],
    );
    return verbsText(verbs);
  };

function inTheCluster(): string[][] {
  const answering = ROLES.filter((role) => clusterPermissionsOf('system', role).length > 0);
  const rows = (environment: EnvironmentName) =>
    clusterPermissionsOf(environment, answering[0] ?? 'platform-engineer').map((it) => ({
      resources: resourcesOf(it)
        .map((name) => `\`${name}\``)
        .join(', '),
      verbs: verbsText(it.verbs),
    }));
  const everywhere = rows('production');
  return [
    ['Resource', 'May', `${answering.map((role) => `\`${role}\``).join(' and ')} of`],
    ...rows('system').map(({ resources, verbs }) => {
      const isEverywhere = everywhere.some((it) => it.resources === resources && it.verbs === verbs);
      return [resources, verbs, isEverywhere ? 'every environment' : 'system alone'];
    }),
  ];
}

const resourcesOf = ({ apiGroups, resources }: Permission): string[] =>
  resources.flatMap((resource) =>
    apiGroups.map((group) =>
      group === '' ? resource : group === '*' ? `${resource} of ${group}` : `${resource}.${group}`,
    ),
  );

function verbsText(verbs: readonly string[]): string {
  const all = new Set(verbs);
  if (all.has('*')) return 'everything';
  const isRead = ['get', 'list', 'watch'].every((verb) => all.has(verb));
  const isWrite = ['create', 'update', 'patch', 'delete', 'deletecollection'].every((verb) => all.has(verb));
  if (isRead && isWrite) return 'read, write';
  return isRead && all.size === 3 ? 'read' : [...all].join(', ');
}
