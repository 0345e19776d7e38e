import {
  ARGO_CD_REQUESTS,
  BASELINE_REQUESTS,
  INGRESS_REQUESTS,
  LKE_REQUESTS,
  type PodRequests,
} from './baseline-requests';
import type { InstanceType } from './catalogue/instance-types';
import { parseCpu, parseMemory } from './quantity';

/** Amounts of a node or of pods: CPU in cores, memory in GiB. */
export interface Amounts {
  readonly cpu: number;
  readonly memory: number;
}

/** A pod of the baseline, by what it runs in words. */
export interface BaselinePod extends Amounts {
  readonly name: string;
}

const COREDNS_REPLICAS = 2;
const TRAEFIK_REPLICAS = 2;
const INGRESS_CHART = 'infra/helm/ingress';

/** What the baseline of a platform consists of, as far as its file says. */
export interface BaselineParts {
  readonly otelCollectors: number;
  /** Whether Argo CD is installed. @default false */
  readonly argoCd?: boolean;
  /** Whether Argo CD deploys the chart `ingress`. @default false */
  readonly ingress?: boolean;
}

/** A file as far as it says what its baseline is; it may still be wrong. */
export interface BaselineDraft {
  readonly observability?: { readonly otelCollectors?: number } | undefined;
  readonly argoCd?: { readonly enabled?: boolean } | undefined;
  readonly applications?: readonly ({ readonly sourceRepo?: string } | undefined)[] | undefined;
}

export function baselinePartsOf({ observability, argoCd, applications = [] }: BaselineDraft): BaselineParts {
  const isThere = argoCd?.enabled === true;
  return {
    otelCollectors: observability?.otelCollectors ?? 0,
    argoCd: isThere,
    ingress: isThere && applications.some((it) => it?.sourceRepo === INGRESS_CHART),
  };
}

/** Parts of the baseline that are not one pod each. */
const NOT_SINGLE: readonly string[] = [
  'nodeExporter',
  'logAgent',
  'otelCollector',
] satisfies (keyof typeof BASELINE_REQUESTS)[];

const amountsOf = ({ cpu, memory }: PodRequests): Amounts => ({
  cpu: parseCpu(cpu) ?? 0,
  memory: parseMemory(memory) ?? 0,
});

const sumOf = (parts: readonly Amounts[]): Amounts => ({
  cpu: parts.reduce((sum, { cpu }) => sum + cpu, 0),
  memory: parts.reduce((sum, { memory }) => sum + memory, 0),
});

/** A key such as `kubeStateMetrics` as people read it. */
const inWords = (key: string) => key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** What runs on every node beside the pods that are placed. */
const ON_EACH_NODE = sumOf([
  amountsOf(BASELINE_REQUESTS.nodeExporter),
  amountsOf(BASELINE_REQUESTS.logAgent),
  amountsOf(LKE_REQUESTS.calicoNode),
]);

/**
 * Memory in GiB that a node keeps for itself. Nodes of 2 and of 4 GiB on record offered 1.836 and 3.738 of them, and
 * all of their cores (recordings of a real cluster in github.com/linode/linodego).
 */
const reservedMemory = (memory: number) => (68 + 50 * memory) / 1024;

/** What one node has for pods that are placed. */
export const roomOf = ({ vcpus, memory }: InstanceType): Amounts => ({
  cpu: vcpus - ON_EACH_NODE.cpu,
  memory: memory - reservedMemory(memory) - ON_EACH_NODE.memory,
});

/** Pods that are placed on system's nodes: those of the baseline, and LKE's DNS. */
export function baselinePods({ otelCollectors, argoCd = false, ingress = false }: BaselineParts): BaselinePod[] {
  const { otelCollector } = BASELINE_REQUESTS;
  const further = ingress ? TRAEFIK_REPLICAS - 1 : 0;
  return [
    ...Object.entries({ ...BASELINE_REQUESTS, ...(argoCd && ARGO_CD_REQUESTS), ...(ingress && INGRESS_REQUESTS) })
      .filter(([key]) => !NOT_SINGLE.includes(key))
      .map(([key, requests]) => ({ name: inWords(key), ...amountsOf(requests) })),
    ...Array.from({ length: otelCollectors }, () => ({
      name: 'an OpenTelemetry collector',
      ...amountsOf(otelCollector),
    })),
    ...Array.from({ length: further }, () => ({ name: 'traefik', ...amountsOf(INGRESS_REQUESTS.traefik) })),
    ...Array.from({ length: COREDNS_REPLICAS }, () => ({ name: 'CoreDNS', ...amountsOf(LKE_REQUESTS.coreDns) })),
  ];
}

/** What the pods of the baseline request together. */
export const baselineRequests = (parts: BaselineParts): Amounts => sumOf(baselinePods(parts));

/** Places pods on nodes, the largest first, each on the first node with room; returns those that found none. */
export function unplaced(pods: readonly BaselinePod[], nodes: readonly Amounts[]): BaselinePod[] {
  const free = nodes.map((node) => ({ ...node }));
  return [...pods]
    .sort((a, b) => b.memory - a.memory || b.cpu - a.cpu)
    .filter((pod) => {
      const node = free.find(({ cpu, memory }) => cpu >= pod.cpu && memory >= pod.memory);
      if (node) {
        node.cpu -= pod.cpu;
        node.memory -= pod.memory;
      }
      return node === undefined;
    });
}
