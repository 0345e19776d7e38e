import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { labCharts } from '@lke-platform/stand-ins/lab/charts';
import { dashboardFiles } from '../../constructs/dashboards/dashboards';
import { repositoryFiles } from '../../model/repository-file';
import { labClient, onLab, runningLab } from '../support/lab/running';
import { exampleData, platformOf } from '../support/platforms';
import { synthesize } from '../support/synthesize';
import { temporaryFolder } from '../support/temporary-folder';

const ROOT = join(__dirname, '../..');
const NAMESPACE = 'dashboards-in-cluster';

interface ConfigMap {
  readonly metadata: { readonly name: string; readonly annotations: Record<string, string> };
  readonly data: Record<string, string>;
}

onLab('the dashboards in the cluster', () => {
  const platform = platformOf(exampleData());
  const files = dashboardFiles(platform, repositoryFiles(ROOT));
  const admin = labClient();
  let maps: ConfigMap[];
  beforeAll(async () => {
    await admin.create('/api/v1/namespaces', { metadata: { name: NAMESPACE } });
    const folder = join(temporaryFolder(), 'dashboards');
    cpSync(join(ROOT, 'infra/helm/dashboards'), folder, { recursive: true });
    mkdirSync(join(folder, 'dashboards'));
    for (const [name, text] of files) writeFileSync(join(folder, 'dashboards', `${name}.json`), text);
    const values = synthesize(platform).stacks.system?.locals?.dashboards_values as object;
    await labCharts(runningLab().kubeconfig).install({
      name: 'dashboards',
      namespace: NAMESPACE,
      folder,
      values,
    } as never);
    // By the label that Grafana's sidecar looks for.
    const path = `/api/v1/namespaces/${NAMESPACE}/configmaps?labelSelector=grafana_dashboard%3D1`;
    maps = ((await admin.get(path)) as { items?: ConfigMap[] }).items ?? [];
  });

  it('are ConfigMaps that the sidecar finds, each with what synth wrote', () => {
    const found = maps.map(({ metadata, data }) => [metadata.name, data] as const);

    expect(Object.fromEntries(found)).toEqual(
      Object.fromEntries([...files].map(([name, text]) => [`dashboard-${name}`, { [`${name}.json`]: text }])),
    );
  });

  it('lie in one folder of Grafana', () => {
    expect(new Set(maps.map(({ metadata }) => metadata.annotations.grafana_folder))).toEqual(new Set(['Platform']));
  });
});
