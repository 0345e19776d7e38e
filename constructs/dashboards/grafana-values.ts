import { publicDashboards } from '../../model/derive/dashboards';
import { DATA_SOURCES } from './drill-down';

/** Folder of Grafana, and name of its provider, for what comes from grafana.com. */
const PUBLIC = 'grafana-com';

/**
 * What Grafana's chart is told of dashboards, as YAML: which folders its sidecar makes, and what Grafana downloads from
 * grafana.com when it starts. Nothing is downloaded here.
 *
 * @param entries `observability.dashboards`
 */
export function grafanaDashboardValues(entries: readonly (number | string)[]): string {
  const listed = publicDashboards(entries);
  const sidecar = {
    dashboards: { folderAnnotation: 'grafana_folder', provider: { foldersFromFilesStructure: true } },
  };
  return JSON.stringify({ grafana: { sidecar, ...(listed.length > 0 && downloads(listed)) } });
}

const downloads = (listed: ReturnType<typeof publicDashboards>) => ({
  dashboardProviders: {
    'dashboardproviders.yaml': {
      apiVersion: 1,
      providers: [
        {
          name: PUBLIC,
          orgId: 1,
          folder: 'grafana.com',
          type: 'file',
          disableDeletion: true,
          editable: false,
          options: { path: `/var/lib/grafana/dashboards/${PUBLIC}` },
        },
      ],
    },
  },
  dashboards: {
    [PUBLIC]: Object.fromEntries(
      listed.map(({ id, revision }) => [
        `grafana-com-${id}`,
        { gnetId: id, revision, datasource: [{ name: 'DS_PROMETHEUS', value: DATA_SOURCES.prometheus }] },
      ]),
    ),
  },
});
