import { SecretsBootstrap } from '../../../constructs/secrets-bootstrap/secrets-bootstrap';
import type { SecretsBootstrapProps } from '../../../constructs/secrets-bootstrap/inputs';
import { schedulingOf } from '../../../model/derive/node-pool';
import { synthesizeConstruct } from '../../support/construct-root';

const bootstrap = (props: SecretsBootstrapProps = {}) =>
  synthesizeConstruct((root) => new SecretsBootstrap(root, 'secrets', props));

describe('the module secrets-bootstrap', () => {
  it('installs the chart of Sealed Secrets at an exact version, into a namespace of its own', () => {
    const { resource } = bootstrap();

    expect(resource).toMatchObject({
      kubernetes_namespace_v1: { secrets_namespace: { metadata: { name: 'sealed-secrets' } } },
      helm_release: {
        secrets_sealed_secrets: {
          chart: 'sealed-secrets',
          version: '2.19.3',
          repository: 'https://bitnami.github.io/sealed-secrets',
          namespace: '${kubernetes_namespace_v1.secrets_namespace.metadata[0].name}',
        },
      },
    });
  });

  it('is done only once the controller runs, since everything with a secret comes after it', () => {
    expect(bootstrap().resource.helm_release?.secrets_sealed_secrets).toMatchObject({ wait: true, atomic: true });
  });

  it('has the time that the nodes of a new cluster take', () => {
    expect(bootstrap().resource.helm_release?.secrets_sealed_secrets).toMatchObject({ timeout: 900 });
  });

  it('admits restricted pods alone to the namespace of the sealing keys', () => {
    expect(bootstrap().resource.kubernetes_namespace_v1?.secrets_namespace).toMatchObject({
      metadata: { labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
    });
  });

  it('is found by kubeseal, never renews its keys by itself, and lets nobody in by default', () => {
    expect(bootstrap().locals).toMatchObject({
      secrets_sealed_secrets_values: {
        fullnameOverride: 'sealed-secrets-controller',
        keyrenewperiod: '0',
        rbac: { serviceProxier: { bind: false } },
      },
    });
  });

  it('runs on the nodes it is told', () => {
    expect(bootstrap(schedulingOf('system')).locals).toMatchObject({
      secrets_sealed_secrets_values: schedulingOf('system'),
    });
  });

  it('comes from another repository, in another version', () => {
    const { resource } = bootstrap({
      sealedSecretsRepository: 'oci://registry.acme.example/charts',
      sealedSecretsVersion: '2.20.0',
    });

    expect(resource.helm_release?.secrets_sealed_secrets).toMatchObject({
      repository: 'oci://registry.acme.example/charts',
      version: '2.20.0',
    });
  });
});
