import { parse } from 'yaml';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { INGRESS_REQUESTS } from '../../model/baseline-requests';
import { baselinePartsOf, baselinePods, baselineRequests, roomOf, unplaced } from '../../model/baseline-capacity';
import { INSTANCE_TYPES } from '../../model/catalogue/instance-types';

const nodesOf = (type: string, count: number) =>
  Array.from({ length: count }, () =>
    roomOf(INSTANCE_TYPES.get(type) ?? { class: 'standard', vcpus: 0, memory: 0, gpus: 0 }),
  );
const homeless = (type: string, count: number, collectors = 2) =>
  unplaced(baselinePods({ otelCollectors: collectors }), nodesOf(type, count)).map(({ name }) => name);

describe('the room of a node', () => {
  it('is what a node on record offers, without what runs on every node', () => {
    // 1924896 Ki of 2 GiB, without Calico, the node exporter and the log agent.
    expect(roomOf({ class: 'standard', vcpus: 1, memory: 2, gpus: 0 })).toEqual({
      cpu: 0.675,
      memory: expect.closeTo(1924896 / 1024 / 1024 - 128 / 1024, 2) as number,
    });
  });
});

describe('the pods of the baseline', () => {
  it('have a collector more for each that the file asks for', () => {
    expect(baselinePods({ otelCollectors: 5 }).length - baselinePods({ otelCollectors: 2 }).length).toBe(3);
    expect(baselineRequests({ otelCollectors: 2 }).cpu).toBeCloseTo(1.4);
  });

  it('have those of the ingress where Argo CD deploys it, as its chart has them', () => {
    const applications = [{ sourceRepo: 'infra/helm/ingress' }];
    const parts = (argoCd: boolean) => baselinePartsOf({ applications, argoCd: { enabled: argoCd } });
    const namesOf = (argoCd: boolean) => baselinePods(parts(argoCd)).map(({ name }) => name);
    const file = join(__dirname, '../../infra/helm/ingress/values.yaml');
    const {
      traefik,
      externalDns,
      'cert-manager': certManager,
    } = parse(readFileSync(file, 'utf8'), {
      merge: true,
    }) as Record<'traefik' | 'externalDns' | 'cert-manager', Chart>;

    expect(namesOf(true).filter((name) => name === 'traefik')).toHaveLength(Number(traefik.deployment?.replicas));
    expect(namesOf(true)).toEqual(expect.arrayContaining(['cert manager webhook', 'external dns']));
    expect(namesOf(false)).not.toContain('traefik');
    expect(INGRESS_REQUESTS).toEqual({
      traefik: traefik.resources.requests,
      externalDns: externalDns.resources.requests,
      certManager: certManager.resources.requests,
      certManagerWebhook: certManager.webhook?.resources.requests,
      certManagerCainjector: certManager.cainjector?.resources.requests,
    });
  });

  it('do not fit where a node is smaller than Prometheus, however many there are', () => {
    expect(homeless('g6-standard-1', 20)).toEqual(['prometheus']);
  });

  it('do not fit where nodes are too few', () => {
    expect(homeless('g6-standard-2', 1)).not.toEqual([]);
    expect(homeless('g6-standard-4', 1, 20)).not.toEqual([]);
  });

  it('fit on what the examples have', () => {
    expect(homeless('g6-standard-2', 2)).toEqual([]);
    expect(homeless('g6-standard-4', 1)).toEqual([]);
  });
});

interface Chart {
  readonly resources: { readonly requests: unknown };
  readonly deployment?: { readonly replicas: number };
  readonly webhook?: Chart;
  readonly cainjector?: Chart;
}
