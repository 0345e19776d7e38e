/** A platform whose production is verified: with a zone, a domain, a report that it demands, and an application. */
export const VERIFIED_PLATFORM = {
  apiVersion: 'lke-platform.io/v1',
  name: 'verified',
  owners: ['platform@acme.example'],
  deletionProtection: false,
  cluster: { region: 'nl-ams', kubernetesVersion: '1.34', controlPlaneAcl: { ipv4: ['203.0.113.0/24'] } },
  network: { dns: { zone: 'acme.example', soaEmail: 'dns@acme.example' } },
  environments: {
    system: { nodePools: [{ name: 'system', instanceType: 'g6-standard-4', count: 3 }] },
    production: {
      nodePools: [{ name: 'general', instanceType: 'g6-dedicated-4', count: 3 }],
      domains: ['shop.acme.example'],
      evidence: ['smoke'],
    },
  },
  applications: [
    {
      name: 'ingress',
      sourceRepo: 'infra/helm/ingress',
      destinationNamespace: 'ingress',
      syncPolicy: { automated: true, selfHeal: true },
    },
  ],
};
