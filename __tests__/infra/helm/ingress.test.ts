import { defaultValuesOf, fileOf } from '../../support/charts/folder';

interface Traefik {
  readonly api: unknown;
  readonly providers: { readonly kubernetesGateway: { readonly crossProviderNamespaces?: readonly string[] } };
}

describe('what the chart ingress tells Traefik', () => {
  const { traefik } = defaultValuesOf('ingress') as { traefik: Traefik };

  it('leaves the API off, which any value of it switches on', () => {
    expect(traefik).toHaveProperty('api', null);
  });

  it('lets routes of no environment lead to what is of Traefik itself', () => {
    expect(traefik.providers.kubernetesGateway.crossProviderNamespaces).toEqual(['ingress']);
  });
});

describe('external-dns', () => {
  it('makes records of the names that routes serve, and not of what stands beside them', () => {
    expect(fileOf('ingress', 'templates/external-dns.yaml')).toContain('- --ignore-hostname-annotation\n');
  });
});
