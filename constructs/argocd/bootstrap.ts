import { Release } from '@cdktf/provider-helm/lib/release';
import { Fn, TerraformLocal } from 'cdktf';
import { Construct } from 'constructs';
import type { ServedEnvironment } from '../../model/derive/served-environments';
import type { Caretakers, Rollout } from '../../model/derive/rollouts';
import { LOCAL_CHARTS } from '../local-charts';

/** Nothing of it starts: Argo CD works on it afterwards. */
const TIMEOUT_SECONDS = 300;
const KEPT_REVISIONS = 10;

export interface BootstrapProps {
  /** Namespace of Argo CD, which has to be installed. */
  readonly namespace: string;
  /** Name of the platform. */
  readonly platform: string;
  /** Where its audit log is: region and bucket. */
  readonly ledger: string;
  /** Address at which Argo CD reads this repository. */
  readonly repository: string;
  readonly rollouts: readonly Rollout[];
  /** Which names each environment serves, through the Gateway of the platform. */
  readonly environments: readonly ServedEnvironment[];
  /** Who looks after Argo CD and the baseline that it brings; the namespaces have to be there. */
  readonly caretakers: Caretakers;
}

/** What Argo CD starts from: fences, root Applications, and the approvals that production waits for. */
export class Bootstrap extends Construct {
  constructor(scope: Construct, id: string, props: BootstrapProps) {
    super(scope, id);
    const { namespace, repository, ...more } = props;
    const values = new TerraformLocal(this, 'values', {
      repository: { url: repository, revision: 'HEAD' },
      ...more,
    });
    new Release(this, 'release', {
      name: 'bootstrap',
      chart: LOCAL_CHARTS.bootstrap,
      namespace,
      values: [Fn.yamlencode(values.expression)],
      atomic: true,
      timeout: TIMEOUT_SECONDS,
      maxHistory: KEPT_REVISIONS,
    });
  }
}
