import { z } from 'zod';
import { type KubernetesClient } from '../../kubernetes/client';
import { KubernetesError } from '../../kubernetes/error';
import { type Check, type Judgement, judged, notApplicable } from '../check';

/** Something that lets traffic in. */
export interface SeenEntrance {
  /** Such as `Service ingress/gateway`. */
  readonly name: string;
  /** Addresses that it has. */
  readonly addresses: readonly string[];
  /** Why it does not work, as it says itself; undefined where it says nothing. */
  readonly complaint: string | undefined;
}

const metadata = z.object({ namespace: z.string(), name: z.string() });

const serviceSchema = z.object({
  metadata,
  spec: z.object({ type: z.string().default('ClusterIP') }),
  status: z
    .object({
      loadBalancer: z
        .object({
          ingress: z.array(z.object({ ip: z.string().optional(), hostname: z.string().optional() })).default([]),
        })
        .default({ ingress: [] }),
    })
    .default({ loadBalancer: { ingress: [] } }),
});

const gatewaySchema = z.object({
  metadata,
  status: z
    .object({
      addresses: z.array(z.object({ value: z.string() })).default([]),
      conditions: z
        .array(z.object({ type: z.string(), status: z.string(), message: z.string().default('') }))
        .default([]),
    })
    .default({ addresses: [], conditions: [] }),
});

/** Each load balancer and each Gateway through which the environment is reached has an address, and works. */
export const ingress: Check = {
  name: 'ingress',
  run: async ({ client, environment: { namespace } }) => {
    const of = [namespace, 'ingress'];
    return judgeEntrances([...(await balancers(client, of)), ...(await gateways(client, of))]);
  },
};

async function balancers(client: KubernetesClient, namespaces: readonly string[]): Promise<SeenEntrance[]> {
  const services = z.array(serviceSchema).parse(await client.listWhole('/api/v1/services'));
  return services
    .filter(({ metadata: { namespace }, spec }) => spec.type === 'LoadBalancer' && namespaces.includes(namespace))
    .map(({ metadata: { namespace, name }, status }) => ({
      name: `Service ${namespace}/${name}`,
      addresses: status.loadBalancer.ingress.flatMap(({ ip, hostname }) => ip ?? hostname ?? []),
      complaint: undefined,
    }));
}

async function gateways(client: KubernetesClient, namespaces: readonly string[]): Promise<SeenEntrance[]> {
  const found = await unlessUnknown(client.listWhole('/apis/gateway.networking.k8s.io/v1/gateways'));
  return z
    .array(gatewaySchema)
    .parse(found)
    .filter(({ metadata: { namespace } }) => namespaces.includes(namespace))
    .map(({ metadata: { namespace, name }, status }) => {
      const programmed = status.conditions.find(({ type }) => type === 'Programmed');
      return {
        name: `Gateway ${namespace}/${name}`,
        addresses: status.addresses.map(({ value }) => value),
        complaint: programmed?.status === 'True' ? undefined : (programmed?.message ?? 'it is not programmed'),
      };
    });
}

/** Nothing where the cluster does not know the kind. */
async function unlessUnknown(list: Promise<unknown[]>): Promise<unknown[]> {
  try {
    return await list;
  } catch (error) {
    if (error instanceof KubernetesError && error.status === 404) return [];
    throw error;
  }
}

export function judgeEntrances(entrances: readonly SeenEntrance[]): Judgement {
  if (entrances.length === 0) return notApplicable('there is no load balancer and no Gateway yet');
  const failures = entrances.flatMap(({ name, addresses, complaint }) => [
    ...(addresses.length === 0 ? [`${name} has no address`] : []),
    ...(complaint === undefined ? [] : [`${name}: ${complaint}`]),
  ]);
  return judged(failures, entrances.map(({ name, addresses }) => `${name} at ${addresses.join(', ')}`).join('; '));
}
