/** A dashboard as far as it is looked into. */
export interface DashboardContent {
  readonly panels: readonly object[];
  readonly templating?: unknown;
}

/** Uids of the data sources of the platform, and of what Grafana has by itself. */
const DATA_SOURCES = ['prometheus', 'alertmanager', 'loki', 'tempo'];
const OF_GRAFANA = ['grafana', '-- Grafana --', '-- Mixed --', '-- Dashboard --'];

/** `$name`, `${name}`, `${name:format}` and `[[name]]`; `$1` is a group of a pattern, and `$__…` Grafana's own. */
const VARIABLES = /\$([A-Za-z]\w*)|\$\{([A-Za-z]\w*)[:.}]|\[\[([A-Za-z]\w*)\]\]/g;

/** Places where what a dashboard shows leads nowhere: data sources, variables, and panels that Grafana takes for one. */
export function findingsIn(dashboard: DashboardContent): string[] {
  const panels = dashboard.panels.flatMap(withNested);
  const variables = variablesOf(dashboard);
  const twice = panels.flatMap(({ id }, index) => (panels.findIndex((it) => it.id === id) < index ? (id ?? []) : []));
  return [
    ...[...new Set(twice)].map((id) => `has several panels with the id ${String(id)}`),
    ...panels.flatMap((panel) =>
      findingsOf(panel, variables).map((finding) => `panel "${panel.title ?? ''}" ${finding}`),
    ),
  ];
}

interface Panel {
  readonly id?: number | string;
  readonly title?: string;
  readonly datasource?: unknown;
  readonly targets?: readonly { readonly expr?: string; readonly datasource?: unknown }[];
  readonly panels?: readonly object[];
}

/** A panel, and those of the row that it is. */
const withNested = (panel: Panel): Panel[] => [panel, ...(panel.panels ?? []).flatMap(withNested)];

function variablesOf({ templating }: DashboardContent): ReadonlySet<string> {
  const { list = [] } = (templating ?? {}) as { readonly list?: readonly { readonly name?: string }[] };
  return new Set(list.flatMap(({ name }) => name ?? []));
}

function findingsOf({ datasource, targets = [] }: Panel, variables: ReadonlySet<string>): string[] {
  const sources = [datasource, ...targets.map((target) => target.datasource)].flatMap(uidOf);
  const unknown = sources.filter((uid) => !isKnown(uid, variables));
  const used = targets.flatMap(({ expr = '' }) => [...expr.matchAll(VARIABLES)].map((it) => it[1] ?? it[2] ?? it[3]));
  const undefinedOnes = used.filter((name) => name !== undefined && !variables.has(name));
  return [
    ...[...new Set(unknown)].map((uid) => `asks the data source ${uid}, which nobody makes`),
    ...[...new Set(undefinedOnes)].map(
      (name) => `uses the variable ${String(name)}, which the dashboard does not have`,
    ),
  ];
}

/** The uid of a data source; older dashboards have its name alone, which Grafana looks up. */
function uidOf(datasource: unknown): string[] {
  if (typeof datasource === 'string') return datasource.startsWith('$') ? [datasource] : [];
  const { uid } = (datasource ?? {}) as { readonly uid?: unknown };
  return typeof uid === 'string' ? [uid] : [];
}

function isKnown(uid: string, variables: ReadonlySet<string>): boolean {
  const [variable] = [...uid.matchAll(VARIABLES)].map((it) => it[1] ?? it[2] ?? it[3]);
  if (variable !== undefined) return variables.has(variable);
  return [...DATA_SOURCES, ...OF_GRAFANA].includes(uid);
}
