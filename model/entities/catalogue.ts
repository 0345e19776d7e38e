import { z } from 'zod';
import { domainName, instanceTypeId, regionId } from '../limits';
import { entity } from '../entity';
import { documented } from '../field';
import { text } from '../values';

const instanceType = entity({
  name: 'InstanceType',
  about: 'Size of an instance type that this release does not know yet.',
  desired: {
    vcpus: documented(z.int().min(1).max(1024), {
      about: 'CPU cores',
      allowed: 'a whole number from 1 to 1024',
      source: 'Linode API, GET /linode/types (vcpus)',
    }),
    memory: documented(z.int().min(1).max(8192), {
      about: 'Memory in GiB',
      allowed: 'a whole number of GiB from 1 to 8192',
      source: 'Linode API, GET /linode/types (memory, there in MB)',
    }),
    gpus: documented(z.int().min(0).max(64).default(0), {
      about: 'Number of GPUs',
      allowed: 'a whole number from 0 to 64',
      source: 'Linode API, GET /linode/types (gpus)',
    }),
  },
});

const region = entity({
  name: 'Region',
  about: 'What a region offers that this release does not know yet.',
  desired: {
    vpc: documented(z.boolean().default(false), {
      about: 'Whether the region has VPCs',
      allowed: 'true or false',
      source: 'Linode API, GET /regions (capabilities)',
    }),
    enterprise: documented(z.boolean().default(false), {
      about: 'Whether the region has LKE Enterprise',
      allowed: 'true or false',
      source: 'Linode API, GET /regions (capabilities)',
    }),
    gpu: documented(z.boolean().default(false), {
      about: 'Whether the region has GPU plans',
      allowed: 'true or false',
      source: 'Linode API, GET /regions (capabilities)',
    }),
    objectStorage: documented(text(domainName).optional(), {
      about: 'Host of its object storage endpoint',
      allowed: 'the host of an endpoint, such as nl-ams-1.linodeobjects.com',
      default: 'none',
      source: 'Linode API, GET /object-storage/endpoints',
    }),
  },
});

/** What Linode offers beside the tables of this release. */
export const catalogue = entity({
  name: 'Catalogue',
  about: 'Instance types and regions that are newer than this release.',
  desired: {
    instanceTypes: documented(z.record(text(instanceTypeId), instanceType.schema).default({}), {
      about: 'Instance types by id',
      allowed: 'a map of ids to {vcpus, memory, gpus}',
      source: 'Linode API, GET /linode/types',
    }),
    regions: documented(z.record(text(regionId), region.schema).default({}), {
      about: 'Regions by id',
      allowed: 'a map of ids to {vpc, enterprise, gpu, objectStorage}',
      source: 'Linode API, GET /regions',
    }),
  },
});
