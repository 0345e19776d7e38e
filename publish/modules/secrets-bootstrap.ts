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
  notes: [],
  moved: [],
  stable: false,
});
