import { z } from 'zod';
import { publicDashboard } from '../derive/dashboards';
import { dashboardUidOf, overviewUidOf } from '../naming';
import { findingsIn, wrongQueriesIn } from './dashboard-content';
import type { Rule, RuleProblem } from './rule';
import { entriesOf, environmentsOf } from './walk';

/** Gives the text of a file of the repository, by its path from the root; undefined where there is none. */
export type ReadFile = (path: string) => string | undefined;

/** Uid of the dashboard that the chart baseline-observability brings. */
const DELIVERY = 'lke-platform-delivery';

/** A ConfigMap holds 1 MiB, of which a little is its own. */
const MAX_BYTES = 1_000_000;

const target = z.looseObject({
  refId: z.string().optional(),
  expr: z.string().optional(),
  datasource: z.unknown().optional(),
});
const panel = z.looseObject({
  title: z.string().optional(),
  type: z.string(),
  targets: z.array(target).optional(),
  get panels() {
    return z.array(panel).optional();
  },
});
const dashboard = z.looseObject({
  title: z.string().min(1),
  uid: z.string().regex(/^[A-Za-z0-9_-]{1,40}$/),
  panels: z.array(panel).min(1),
});

/** What Grafana would not load, or load and show nothing of. @param read files of the repository */
export const dashboardFilesRule = (read: ReadFile): Rule => ({
  id: 'dashboard-files',
  about: 'A dashboard that is a file is one that Grafana can load from it',
  source: 'data-model.md, ObservabilityStack',
  check(draft, report) {
    const { name = '' } = draft;
    const taken = new Map<string, string>([
      [overviewUidOf(name), 'the overview of the platform'],
      [DELIVERY, 'the chart baseline-observability'],
    ]);
    for (const { name: environment, environment: it } of environmentsOf(draft)) {
      taken.set(it.dashboard?.dashboardUid ?? dashboardUidOf(name, environment), `the environment ${environment}`);
    }
    for (const { path, entry } of entriesOf(['observability', 'dashboards'], draft.observability?.dashboards)) {
      if (typeof entry !== 'string' || publicDashboard(entry)) continue;
      const text = read(entry);
      for (const found of text === undefined ? [missing(entry)] : problemsIn(entry, text, taken)) report(path, found);
    }
  },
});

const missing = (path: string): RuleProblem => ({
  what: `there is no file ${path}`,
  allowed: 'the path of a JSON file from the root of this repository',
  fix: 'correct the path, or add the file',
});

function problemsIn(path: string, text: string, taken: Map<string, string>): RuleProblem[] {
  const allowed = 'a dashboard as Grafana shows it under Export, with "Export for sharing externally" off';
  const problem = (what: string, fix: string): RuleProblem => ({ what: `${path} ${what}`, allowed, fix });
  if (Buffer.byteLength(text) > MAX_BYTES) {
    return [problem(`has ${Buffer.byteLength(text)} bytes, and a ConfigMap holds ${MAX_BYTES}`, 'split it in two')];
  }
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    return [problem(`is not JSON: ${(error as Error).message}`, 'export the dashboard again')];
  }
  if (typeof data === 'object' && data !== null && '__inputs' in data) {
    const fix =
      'export it with that option off, so that it names the data sources prometheus, loki and tempo by their uid';
    return [problem('was exported for sharing: it asks for its data sources, and nobody answers a file', fix)];
  }
  const { data: read, error } = dashboard.safeParse(data);
  if (!read) {
    const [issue] = error.issues;
    const place = issue?.path.join('.');
    const what = `is not a dashboard: ${place ? `${place}: ` : ''}${issue?.message ?? ''}`;
    return [problem(what, 'give it a title, a uid and panels')];
  }
  const owner = taken.get(read.uid);
  taken.set(read.uid, path);
  const findings = findingsIn(read).map((finding) =>
    problem(finding, 'correct it in Grafana, and export the dashboard again'),
  );
  const wrong = wrongQueriesIn(read).map(({ what, given }): RuleProblem => ({
    ...{
      what: `${path} ${what}`,
      given,
      allowed: 'a query that Prometheus understands, in which variables of Grafana may stand',
    },
    fix: 'try it in Explore of Grafana, correct it, and export the dashboard again',
  }));
  if (owner === undefined) return [...findings, ...wrong];
  return [problem(`has the uid ${read.uid} of ${owner}`, 'give it another uid'), ...findings, ...wrong];
}
