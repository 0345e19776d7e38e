import { promQlErrorIn } from './promql';

/** A dashboard as far as it is looked into. */
export interface DashboardContent {
  readonly panels: readonly object[];
  readonly templating?: unknown;
}

/** Uids of the data sources of the platform, and of what Grafana has by itself. */
const DATA_SOURCES = ['prometheus', 'alertmanager', 'loki', 'tempo'];
const OF_GRAFANA = ['grafana', '-- Grafana --', '-- Mixed --', '-- Dashboard --', '__expr__'];

/** `$name`, `${name}`, `${name:format}` and `[[name]]`; `$1` is a group of a pattern, and `$__…` Grafana's own. */
const VARIABLES = /\$([A-Za-z]\w*)|\$\{([A-Za-z]\w*)[:.}]|\[\[([A-Za-z]\w*)\]\]/g;

const nameIn = ([, short, braced, bracketed]: RegExpMatchArray) => short ?? braced ?? bracketed;

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

/** A query of a panel. */
interface Target {
  readonly refId?: string;
  readonly expr?: string;
  readonly datasource?: unknown;
}

interface Panel {
  readonly id?: number | string;
  readonly title?: string;
  readonly datasource?: unknown;
  readonly targets?: readonly Target[];
  readonly panels?: readonly object[];
}

/** A query that its data source would not understand. */
export interface WrongQuery {
  readonly what: string;
  /** The query. */
  readonly given: string;
}

/** Queries that Prometheus would refuse. What is for other data sources is left alone. */
export function wrongQueriesIn(dashboard: DashboardContent): WrongQuery[] {
  const chosen = chosenSources(dashboard);
  return dashboard.panels.flatMap(withNested).flatMap(({ title = '', datasource, targets = [] }) =>
    targets.flatMap(({ refId, expr = '', datasource: own }) => {
      if (expr.trim() === '' || !isForPrometheus(own ?? datasource, chosen)) return [];
      const at = promQlErrorIn(expr);
      if (at === undefined) return [];
      const query = refId === undefined ? 'a query' : `the query ${refId}`;
      const rest = expr.slice(at, at + MOST_QUOTED).trim();
      const place = rest === '' ? 'it breaks off' : `it stops being that here: ${rest}`;
      return [{ what: `panel "${title}" has ${query} that is not PromQL: ${place}`, given: expr }];
    }),
  );
}

const MOST_QUOTED = 30;

/** Types of the data sources that variables of a dashboard let people choose from, by the name of the variable. */
function chosenSources({ templating }: DashboardContent): ReadonlyMap<string, unknown> {
  const { list = [] } = (templating ?? {}) as {
    readonly list?: readonly { readonly name?: string; readonly type?: string; readonly query?: unknown }[];
  };
  return new Map(list.flatMap(({ name, type, query }) => (name && type === 'datasource' ? [[name, query]] : [])));
}

/** Whether a query goes to Prometheus: by the type of its data source, or what it is called. */
function isForPrometheus(datasource: unknown, chosen: ReadonlyMap<string, unknown>): boolean {
  if (datasource === undefined || datasource === null) return true; // the usual one is Prometheus
  const { type, uid } = (typeof datasource === 'string' ? { uid: datasource } : datasource) as Record<string, unknown>;
  if (typeof type === 'string') return type === 'prometheus';
  if (typeof uid !== 'string') return false;
  const [variable] = [...uid.matchAll(VARIABLES)].map(nameIn);
  return variable === undefined ? uid.toLowerCase() === 'prometheus' : chosen.get(variable) === 'prometheus';
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
  const used = targets.flatMap(({ expr = '' }) => [...expr.matchAll(VARIABLES)].map(nameIn));
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
  const [variable] = [...uid.matchAll(VARIABLES)].map(nameIn);
  if (variable !== undefined) return variables.has(variable);
  return [...DATA_SOURCES, ...OF_GRAFANA].includes(uid);
}
