import { Release } from '@cdktf/provider-helm/lib/release';
import { Fn, TerraformLocal, type ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { BASELINE_REQUESTS } from '../../model/baseline-requests';
import { MONITORING_SECRETS } from '../../model/baseline-secrets';
import { MONITORING_SERVICES } from '../../model/baseline-services';
import { exporterVariableOf } from '../../model/exporter-settings';
import { EXPORTER_BUNDLE, LOCAL_CHARTS } from '../local-charts';
import { POD_NETWORK } from '../namespace-policies';

/** Nothing of it is waited for. */
const TIMEOUT_SECONDS = 300;
/** A revision is a Secret with the whole program in it, twice. */
const KEPT_REVISIONS = 3;

export interface ExporterProps {
  /** Name of the namespace of the observability stack. */
  readonly namespace: string;
  /** Image with Node, by its digest. */
  readonly image: string;
  /** Address of the object storage. */
  readonly endpoint: string;
  /** What the names of the platform's buckets begin with. */
  readonly bucketPrefix: string;
  /** Nodes that it runs on. */
  readonly placement: { readonly nodeSelector: object; readonly tolerations: readonly object[] };
  /** Name of the PriorityClass of its pod. */
  readonly priorityClassName: string;
  /** What brings the kind ServiceMonitor. */
  readonly after: ITerraformDependable[];
}

/**
 * The exporter of the platform's metrics in the cluster. Its pod waits for the Secret with the key of the buckets, which
 * `secrets sync` makes after the deployment; the release does not wait for the pod.
 */
export class Exporter extends Construct {
  constructor(scope: Construct, id: string, props: ExporterProps) {
    super(scope, id);
    const { name, port } = MONITORING_SERVICES.exporter;
    const { name: secret, fields } = MONITORING_SECRETS.exporterBucketKey;
    const values = new TerraformLocal(this, 'values', {
      image: props.image,
      bundle: Fn.filesha256(EXPORTER_BUNDLE),
      environment: {
        [exporterVariableOf('endpoint')]: props.endpoint,
        [exporterVariableOf('bucket-prefix')]: props.bucketPrefix,
        [exporterVariableOf('host')]: '0.0.0.0',
        [exporterVariableOf('port')]: String(port),
      },
      key: { secret, ...fields },
      service: { name, port },
      scrapedBy: { 'app.kubernetes.io/name': 'prometheus' },
      podNetwork: POD_NETWORK,
      resources: { requests: BASELINE_REQUESTS.exporter, limits: { memory: '192Mi' } },
      ...props.placement,
      priorityClassName: props.priorityClassName,
    });
    new Release(this, 'release', {
      name,
      chart: LOCAL_CHARTS.exporter,
      namespace: props.namespace,
      values: [Fn.yamlencode(values.expression)],
      wait: false,
      timeout: TIMEOUT_SECONDS,
      maxHistory: KEPT_REVISIONS,
      dependsOn: props.after,
    });
  }
}
