import type { Draft } from '../draft';
import type { PlatformFile } from '../platform-file';
import { INSTANCE_TYPES, type InstanceType } from './instance-types';
import { REGIONS, type Region } from './regions';

/** What Linode offers: the tables of this release and what the file adds to them. */
export interface Catalogue {
  readonly instanceTypes: ReadonlyMap<string, InstanceType>;
  readonly regions: ReadonlyMap<string, Region>;
}

/** The tables of this release with the additions of a file, which win. */
export function catalogueOf(additions: Draft<PlatformFile['catalogue']> | undefined): Catalogue {
  const instanceTypes = new Map(INSTANCE_TYPES);
  for (const [id, type] of Object.entries(additions?.instanceTypes ?? {})) {
    if (type?.vcpus === undefined || type.memory === undefined) continue;
    const gpus = type.gpus ?? 0;
    instanceTypes.set(id, { class: gpus > 0 ? 'gpu' : 'standard', vcpus: type.vcpus, memory: type.memory, gpus });
  }
  const regions = new Map(REGIONS);
  for (const [id, region] of Object.entries(additions?.regions ?? {})) {
    regions.set(id, {
      vpc: region?.vpc ?? false,
      enterprise: region?.enterprise ?? false,
      gpu: region?.gpu ?? false,
      objectStorage: region?.objectStorage === undefined ? [] : [{ host: region.objectStorage, type: 'E3' }],
    });
  }
  return { instanceTypes, regions };
}
