import { Release } from '@cdktf/provider-helm/lib/release';
import { Fn, TerraformLocal, type ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { DASHBOARDS_FOLDER, LOCAL_CHARTS } from '../local-charts';

const TIMEOUT_SECONDS = 300;
/** A revision is a Secret with every dashboard in it, twice. */
const KEPT_REVISIONS = 3;

/** Folder of Grafana that the dashboards are in. */
const FOLDER = 'Platform';

export interface DashboardsReleaseProps {
  /** Name of the namespace that Grafana's sidecar looks at. */
  readonly namespace: string;
  /** Names of the dashboards; synth writes a file for each. */
  readonly names: readonly string[];
  readonly after: ITerraformDependable[];
}

/** The dashboards of a platform, as ConfigMaps that Grafana's sidecar picks up. */
export class DashboardsRelease extends Construct {
  constructor(scope: Construct, id: string, { namespace, names, after }: DashboardsReleaseProps) {
    super(scope, id);
    const values = new TerraformLocal(this, 'values', {
      folder: FOLDER,
      // They are too long for a plan, which shows which of them changed.
      dashboards: Object.fromEntries(names.map((name) => [name, Fn.filesha256(`${DASHBOARDS_FOLDER}/${name}.json`)])),
    });
    new Release(this, 'release', {
      name: 'dashboards',
      chart: LOCAL_CHARTS.dashboards,
      namespace,
      values: [Fn.yamlencode(values.expression)],
      atomic: true,
      timeout: TIMEOUT_SECONDS,
      maxHistory: KEPT_REVISIONS,
      dependsOn: after,
    });
  }
}
