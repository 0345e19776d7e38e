import { SECRETS_BOOTSTRAP_INPUTS } from '../../constructs/secrets-bootstrap/inputs';
import { SecretsBootstrap } from '../../constructs/secrets-bootstrap/secrets-bootstrap';
import { defineModule } from './definition';

export const secretsBootstrap = defineModule({
  name: 'secrets-bootstrap',
  about:
    'The Sealed Secrets controller, which turns SealedSecret manifests into Secrets: what everything else that needs a ' +
    'secret stands on.',
  construct: SecretsBootstrap,
  inputs: SECRETS_BOOTSTRAP_INPUTS,
  rules: [],
  outputs: {
    namespace: { description: 'Name of the namespace.' },
    controllerName: { description: "Name of the controller's Service, as kubeseal takes it." },
  },
  comments: {},
  notes: [
    '**Back up the sealing keys.** They exist in the cluster alone and in no state. Without them no SealedSecret can be ' +
      'opened again: `kubectl get secret -n sealed-secrets -l sealedsecrets.bitnami.com/sealed-secrets-key -o yaml`.',
    '**Keys are not renewed by themselves** (`key_renew_period = "0"`), so that a backup stays whole. Rotate on purpose.',
    '**Seal with the certificate**, which is public. A cluster administrator fetches it once for everybody: ' +
      '`kubeseal --controller-namespace sealed-secrets --fetch-cert`.',
    '**A namespace of your own** is taken with `create_namespace = false`. Its pods keep to the level `restricted` of the Pod ' +
      'Security Standards.',
    '**Network policies** (`network_policies = true`) deny all traffic but DNS, the API server, which also fetches the ' +
      'certificate for kubeseal, and metrics to the namespace `monitoring`. On a cluster that is not of LKE, say what ' +
      '`pod_network` is.',
    'Nothing here is of Linode: the module works on any cluster.',
  ],
  moved: [{ from: 'kubernetes_namespace_v1.namespace', to: 'kubernetes_namespace_v1.namespace["this"]' }],
});
