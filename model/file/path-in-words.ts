import type { Path } from '../problem';

/** What one entry of a list is called, and the keys one of which names it. */
const LIST_ENTRIES: ReadonlyMap<string, readonly [word: string, ...nameKeys: string[]]> = new Map([
  ['nodePools', ['node pool', 'name']],
  ['accessPolicies', ['access policy', 'role']],
  ['items', ['secret', 'name']],
  ['applications', ['application', 'name']],
  ['workloadControllers', ['workload controller', 'serviceAccount']],
  ['waivers', ['waiver', 'rule']],
  ['imports', ['import', 'to']],
  ['rules', ['rule', 'attribute']],
  ['accept', ['accepted difference', 'address']],
  ['moved', ['move', 'from']],
  ['taints', ['taint', 'key']],
  ['inbound', ['inbound rule', 'label']],
  ['outbound', ['outbound rule', 'label']],
  ['permissions', ['permission']],
  ['owners', ['owner']],
  ['domains', ['domain']],
  ['ipv4', ['IPv4 network']],
  ['ipv6', ['IPv6 network']],
  ['allowFrom', ['allowed environment']],
  ['apiGroups', ['API group']],
  ['resources', ['resource']],
  ['verbs', ['verb']],
  ['panels', ['panel']],
  ['alerts', ['alert']],
  ['dashboards', ['dashboard']],
  ['deploymentSteps', ['deployment step']],
]);

/** What one entry of a map with free keys is called. */
const MAP_ENTRIES: ReadonlyMap<string, string> = new Map([
  ['environments', 'environment'],
  ['labels', 'label'],
  ['alertRoutes', 'alert route'],
  ['instanceTypes', 'instance type'],
  ['regions', 'region'],
]);

const camelToWords = (key: string) =>
  key.replace(/([a-z])([A-Z])/g, (_, before, after: string) => `${before} ${after.toLowerCase()}`);

function childOf(value: unknown, part: string | number): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[part] : undefined;
}

function listEntry(key: string, index: number, entry: unknown): string {
  const [word, ...nameKeys] = LIST_ENTRIES.get(key) ?? [camelToWords(key)];
  const name = nameKeys.map((nameKey) => childOf(entry, nameKey)).find((found) => typeof found === 'string');
  return name === undefined ? `${word} ${index + 1}` : `${word} "${String(name)}"`;
}

/** Says where a path leads, in words: `environment production, node pool "general", count`. */
export function pathInWords(path: Path, data: unknown): string {
  const words: string[] = [];
  let value = data;
  path.forEach((part, index) => {
    value = childOf(value, part);
    const parent = path[index - 1];
    if (typeof part === 'number') words.push(listEntry(String(parent), part, value));
    else if (typeof parent === 'string' && MAP_ENTRIES.has(parent)) words.push(`${MAP_ENTRIES.get(parent)} ${part}`);
    // The key of a list or map is said by its entries already.
    else if (index < path.length - 1 && (LIST_ENTRIES.has(part) || MAP_ENTRIES.has(part))) return;
    else words.push(camelToWords(part));
  });
  return words.join(', ') || 'the file';
}
