import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROXIED_SERVICES, type ProxiedServiceName, proxyPathOf } from '../../model/proxied-services';
import { networkPoliciesOf } from '../support/flows/policies';
import { exampleData, platformOf } from '../support/platforms';
import { synthesize } from '../support/synthesize';

interface Policy {
  readonly metadata: { readonly namespace: string };
  readonly spec: {
    readonly podSelector?: { readonly matchLabels?: Readonly<Record<string, string>> };
    readonly ingress?: readonly {
      readonly from?: readonly { readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] } }[];
      readonly ports?: readonly { readonly port: number | string }[];
    }[];
  };
}

const ROOT = join(__dirname, '../..');
const { stacks } = synthesize(platformOf(exampleData()));
const policies = Object.values(stacks).flatMap(networkPoliciesOf) as Policy[];

/** Whether what is not a pod gets through to the pods of a service, on the port that the API server connects to. */
const isOpen = (service: ProxiedServiceName): boolean => {
  const { namespace, port, pods } = PROXIED_SERVICES[service];
  const labels: Readonly<Record<string, string>> = pods;
  return policies
    .filter(({ metadata }) => metadata.namespace === namespace)
    .filter(({ spec }) =>
      Object.entries(spec.podSelector?.matchLabels ?? {}).every(([name, value]) => labels[name] === value),
    )
    .flatMap(({ spec }) => spec.ingress ?? [])
    .some(
      ({ from = [], ports = [] }) =>
        from.some(({ ipBlock }) => ipBlock?.cidr === '0.0.0.0/0' && ipBlock.except?.includes('10.2.0.0/16')) &&
        ports.some((it) => Number(it.port) === port),
    );
};

describe('what commands ask through the API server', () => {
  it.each(Object.keys(PROXIED_SERVICES) as ProxiedServiceName[])('is open to the control plane: %s', (service) => {
    expect(isOpen(service)).toBe(true);
  });

  it('is asked by name, so that no command asks for another service', () => {
    const asking = ['operations', 'cli', 'publish', 'scripts'].flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.[jt]s$/.test(file))
        .filter((file) => /\/(services|pods)\/[^'"\s]+\/proxy/.test(readFileSync(join(ROOT, folder, file), 'utf8'))),
    );

    expect(asking).toEqual([]);
    expect(proxyPathOf('alertmanager', '/api/v2/silences')).toBe(
      '/api/v1/namespaces/monitoring/services/http:kube-prometheus-stack-alertmanager:9093/proxy/api/v2/silences',
    );
  });
});
