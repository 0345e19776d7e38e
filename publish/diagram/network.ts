import { environmentOpenings } from '../../constructs/environment/network-policies';
import { OTLP_PORTS } from '../../constructs/namespace-policies';
import type { Environment } from '../../model/derive/environment';
import { deploysIngress } from '../../model/derive/ingress';
import type { Platform } from '../../model/platform';
import { living } from './living';
import type { Arrow, Box, Flowchart } from './mermaid';

const INTERNET: Box = { id: 'outside/internet', lines: ['internet'], shape: 'outside' };
const API: Box = { id: 'cluster/api', lines: ['Kubernetes API'] };
const MONITORING: Box = { id: 'namespace/monitoring', lines: ['monitoring'] };
const INGRESS: Box = { id: 'namespace/ingress', lines: ['ingress', 'Traefik'] };
const BALANCER: Box = { id: 'linode/nodebalancer', lines: ['NodeBalancer'] };

const idOf = (environment: string) => `environment/${environment}`;

/**
 * Which environments may talk to which, to the baseline and to outside, and the other way round. Of these ways, what is not
 * drawn is closed; DNS, and ways between parts of the baseline, are left out (docs/guides/isolation.md has them).
 */
export function networkDiagram(platform: Platform): Flowchart {
  const environments = living(platform);
  const hasIngress = deploysIngress(platform);
  return {
    about:
      'Who may talk to whom: environments, the baseline and outside. DNS and ways within the baseline are not drawn.',
    boxes: [
      INTERNET,
      { id: 'outside/people', lines: ['networks of people', ...aclOf(platform)], shape: 'outside' },
      ...(hasIngress ? [balancer(platform)] : []),
    ],
    groups: [
      {
        id: 'group/cluster',
        title: `LKE cluster ${platform.cluster.label}`,
        boxes: [API, ...(hasIngress ? [INGRESS] : []), MONITORING, ...environments.map(boxOf)],
      },
    ],
    arrows: [
      { from: 'outside/people', to: API.id, label: 'controlPlaneAcl' },
      ...(hasIngress
        ? [
            { from: INTERNET.id, to: BALANCER.id, label: 'TCP 80, 443' },
            { from: BALANCER.id, to: INGRESS.id },
          ]
        : []),
      ...environments.flatMap((environment) => arrowsOf(environment, environments, hasIngress)),
    ],
  };
}

function aclOf({ cluster }: Platform): string[] {
  const { enabled, ipv4, ipv6 } = cluster.controlPlaneAcl;
  return enabled ? [...ipv4, ...ipv6] : ['any address'];
}

function balancer({ network }: Platform): Box {
  const guarded = network.firewall?.attachedTo === 'nodebalancer';
  return { ...BALANCER, lines: [...BALANCER.lines, ...(guarded ? ['behind the firewall'] : [])] };
}

const boxOf = ({ name, namespace, domains }: Environment): Box => ({
  id: idOf(name),
  lines: [namespace, ...domains],
});

/** As the network policies of the namespace open it. */
function arrowsOf({ name, domains, networkPolicy }: Environment, all: Environment[], hasIngress: boolean): Arrow[] {
  const openings = environmentOpenings({ ...networkPolicy, allowTo: [] });
  const own = idOf(name);
  const ports = OTLP_PORTS.map(({ port }) => port).join(', ');
  const sources = all.filter((other) => networkPolicy.allowFrom.includes(other.name));
  return [
    ...(hasIngress && 'allow-ingress-controller' in openings && domains.length > 0
      ? [{ from: INGRESS.id, to: own, label: 'routes of its domains' }]
      : []),
    ...('allow-from-environments' in openings
      ? sources.map((source) => ({ from: idOf(source.name), to: own, label: 'allowFrom' }))
      : []),
    ...('allow-monitoring' in openings
      ? [
          { from: MONITORING.id, to: own, label: 'scrapes' },
          { from: own, to: MONITORING.id, label: `OTLP, TCP ${ports}` },
        ]
      : []),
    ...('allow-internet' in openings
      ? [INTERNET, API, ...(hasIngress ? [INGRESS] : [])].map(({ id }) => ({
          from: own,
          to: id,
          label: 'internetEgress',
        }))
      : []),
  ];
}
