import { INSTANCE_TYPES } from '../world/linode/instance-types';
import type { LabPool } from './nodes';

/** What of a platform its nodes are made from. */
export interface PlatformPools {
  readonly cluster: { readonly region: string };
  readonly environments: readonly {
    readonly nodePools: readonly {
      readonly label: string;
      readonly instanceType: string;
      /** how many nodes it has at least */
      readonly count: number;
      readonly labels: LabPool['labels'];
      readonly taints: LabPool['taints'];
    }[];
  }[];
}

/** The node pools of a platform as the lab makes them: with as many nodes as each has at least. */
export function labPoolsOf({ cluster: { region }, environments }: PlatformPools): LabPool[] {
  return environments.flatMap(({ nodePools }) =>
    nodePools.map(({ label, instanceType, count, labels, taints }) => {
      const nodes = Array.from({ length: count }, (_, index) => `lke-${label}-${index + 1}`);
      return { id: label, type: instanceType, region, ...sizeOf(instanceType), labels, taints, nodes };
    }),
  );
}

/** The size of a Linode type. @throws {Error} for a type that Linode has not */
export function sizeOf(type: string): Pick<LabPool, 'vcpus' | 'memory' | 'gpus'> {
  const found = INSTANCE_TYPES.find(({ id }) => id === type);
  if (!found) throw new Error(`Linode has no instance type ${type}`);
  return { vcpus: found.vcpus, memory: found.memory / 1024, gpus: found.gpus };
}
