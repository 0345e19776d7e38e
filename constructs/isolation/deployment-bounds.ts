import { ConfigMapV1 } from '@cdktf/provider-kubernetes/lib/config-map-v1';
import { Construct } from 'constructs';
import type { DeploymentPolicy } from '../../model/derive/deployment-policy';
import type { EnvironmentName } from '../../model/entities/environment';
import { boundsNameOf, ENVIRONMENT_KEY } from '../../model/naming';

export interface DeploymentBoundsProps {
  readonly environment: EnvironmentName;
  readonly bounds: DeploymentPolicy;
  /** Name of the namespace of the accounts, where nobody of the environment can change it. */
  readonly namespace: string;
}

/** The bounds of an environment's workloads, where the policies of the API server read them. */
export class DeploymentBounds extends Construct {
  constructor(scope: Construct, id: string, { environment, bounds, namespace }: DeploymentBoundsProps) {
    super(scope, id);
    new ConfigMapV1(this, 'this', {
      metadata: {
        name: boundsNameOf(environment),
        namespace,
        labels: { 'app.kubernetes.io/managed-by': 'terraform', [ENVIRONMENT_KEY]: environment },
      },
      data: Object.fromEntries(Object.entries(bounds).map(([name, value]) => [name, String(value)])),
    });
  }
}
