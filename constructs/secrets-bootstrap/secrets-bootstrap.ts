import { Construct } from 'constructs';
import { BASELINE_REQUESTS } from '../../model/baseline-requests';
import { PROXIED_SERVICES } from '../../model/proxied-services';
import { ChartRelease } from '../chart-release';
import { wireProps } from '../inputs/types';
import { NamespacePolicies } from '../namespace-policies';
import { OptionalNamespace } from '../optional-namespace';
import type { Placement } from '../placement';
import { SECRETS_BOOTSTRAP_INPUTS, type SecretsBootstrapProps } from './inputs';
import { secretsOpenings } from './network-policies';

/** Name of the controller and of its Service. */
const CONTROLLER = PROXIED_SERVICES.sealedSecrets.name;

/** It may be the first thing on a new cluster, whose nodes take minutes to get ready and are not waited for. */
const TIMEOUT_SECONDS = 900;

/**
 * The Sealed Secrets controller, which turns SealedSecret manifests into Secrets. It comes first: everything else that
 * needs a secret gets it this way. It makes its sealing keys itself, so that none is ever in a Terraform state.
 */
export class SecretsBootstrap extends Construct {
  /** Name of the namespace. */
  readonly namespace: string;
  /** Name of the controller's Service. */
  readonly controllerName: string;

  constructor(scope: Construct, id: string, props: SecretsBootstrapProps) {
    super(scope, id);
    const inputs = wireProps(SECRETS_BOOTSTRAP_INPUTS, props);

    this.namespace = new OptionalNamespace(this, 'namespace', {
      name: inputs.namespace,
      create: inputs.createNamespace,
      podSecurity: 'restricted',
    }).namespaceName;
    this.controllerName = CONTROLLER;
    new NamespacePolicies(this, 'policy', {
      namespace: this.namespace,
      enabled: inputs.networkPolicies,
      openings: secretsOpenings(inputs.podNetwork),
    });

    new ChartRelease(this, 'sealed-secrets', {
      chart: 'sealed-secrets',
      repository: inputs.sealedSecretsRepository,
      version: inputs.sealedSecretsVersion,
      namespace: this.namespace,
      values: sealedSecretsValues(inputs, { nodeSelector: inputs.nodeSelector, tolerations: inputs.tolerations }),
      extraValues: inputs.sealedSecretsValues,
      waitForPods: true,
      timeoutSeconds: TIMEOUT_SECONDS,
    });
  }
}

/** Values of the chart sealed-secrets 2.19.3. No ServiceMonitor: that kind is not there yet. */
const sealedSecretsValues = ({ keyRenewPeriod }: { readonly keyRenewPeriod: string }, placement: Placement) => ({
  ...placement,
  fullnameOverride: CONTROLLER,
  keyrenewperiod: keyRenewPeriod,
  // The chart would let everybody with a token in, service accounts too. The certificate to seal with is in the repository.
  rbac: { serviceProxier: { bind: false } },
  resources: { requests: BASELINE_REQUESTS.sealedSecrets, limits: { memory: '256Mi' } },
});
