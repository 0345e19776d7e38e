import { Construct } from 'constructs';
import { BaselineLimits } from '../isolation/baseline-limits';
import { NamespacePolicies } from '../namespace-policies';
import { OptionalNamespace } from '../optional-namespace';

/** Traefik, cert-manager and external-dns with their successors, and a pod for each name whose certificate is asked for. */
const PODS = 100;
/** Of the one Service that gets a NodeBalancer: HTTP and HTTPS. */
const LOAD_BALANCER_PORTS = 2;

/**
 * The namespace of the way into the environments. Argo CD fills it, with the chart `infra/helm/ingress`, whose network
 * policies open what its pods need; all else is closed here.
 */
export class IngressNamespace extends Construct {
  /** Name of the namespace, known once it is there. */
  readonly namespace: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const { namespaceName: namespace } = new OptionalNamespace(this, 'namespace', {
      name: 'ingress',
      create: true,
      podSecurity: 'restricted',
    });
    this.namespace = namespace;
    new NamespacePolicies(this, 'policy', { namespace, openings: {} });
    new BaselineLimits(this, 'limits', { namespace, pods: PODS, loadBalancerPorts: LOAD_BALANCER_PORTS });
  }
}
