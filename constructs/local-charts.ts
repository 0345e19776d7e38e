/**
 * Charts of this repository, by name, and where the stack that installs one finds it: synth copies them from
 * `infra/helm` into the folder of its root module.
 */
export const LOCAL_CHARTS = {
  'admission-policies': './assets/admission-policies',
  exporter: './assets/exporter',
  dashboards: './assets/dashboards',
  bootstrap: './assets/bootstrap',
} as const;

/** The program that synth writes into the copy of that chart: too large for a plan, which shows its hash. */
export const EXPORTER_BUNDLE = `${LOCAL_CHARTS.exporter}/exporter.js`;

/** Folder for the dashboards that synth writes into the copy of that chart. */
export const DASHBOARDS_FOLDER = `${LOCAL_CHARTS.dashboards}/dashboards`;
