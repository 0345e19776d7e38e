/** The smallest platform that is right: system and production. A test appends or replaces what it is about. */
export const minimal = `apiVersion: lke-platform.io/v1
name: acme
owners: [platform@acme.example]
cluster:
  region: nl-ams
  kubernetesVersion: '1.34'
  controlPlaneAcl: { ipv4: [203.0.113.0/24] }
environments:
  system:
    nodePools:
      - { name: system, instanceType: g6-standard-4, count: 3 }
  production:
    nodePools:
      - { name: general, instanceType: g6-dedicated-4, count: 3 }
`;
