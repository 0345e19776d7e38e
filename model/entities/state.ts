import { z } from 'zod';
import * as limits from '../limits';
import type { TextLimit } from '../limit';
import { entity } from '../entity';
import { documented } from '../field';
import { text } from '../values';

/** Host of an S3 endpoint, with a port where it is not the usual one. */
const endpointHost: TextLimit = {
  pattern: /^([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\.)*[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(:\d{1,5})?$/,
  min: 1,
  max: 259,
  allowed:
    'the host of an endpoint, with a port if need be, such as nl-ams-1.linodeobjects.com or s3.acme.example:8443',
  source: 'Linode API, GET /object-storage/endpoints',
};

/** Remote state of the stacks, and the buckets beside it. */
export const state = entity({
  name: 'State',
  about: 'Where Terraform keeps the state of the stacks: four buckets of Linode Object Storage.',
  desired: {
    region: documented(text(limits.regionId).optional(), {
      about: 'Region of the buckets',
      allowed: 'a region of the catalogue with object storage',
      default: "the cluster's region",
      source: 'Linode API, GET /object-storage/endpoints',
    }),
    endpointHost: documented(text(endpointHost).optional(), {
      about:
        'Host of the S3 endpoint as Linode is told it when buckets are made, for a region with several of them; another one replaces the buckets',
      allowed: endpointHost.allowed,
      default: "that of sources.objectStorage if it is https, else the region's preferred endpoint",
      source: 'Linode API, GET /object-storage/endpoints',
    }),
    bucketPrefix: documented(
      text({
        ...limits.platformName,
        max: 50,
        allowed: 'lower-case letters, digits and single hyphens, starting with a letter, 3 to 50 characters',
      }).optional(),
      {
        about: 'Beginning of the names of the buckets, which have to be free in the whole region',
        allowed: 'lower-case letters, digits and single hyphens, starting with a letter, 3 to 50 characters',
        default: "the platform's name",
        source: limits.bucketName.source,
      },
    ),
    versioning: documented(z.boolean().default(false), {
      about: 'Whether the state bucket keeps old versions; Linode ignores the lock in such a bucket',
      allowed: 'true or false',
      source: 'docs/linode-notes.md',
    }),
  },
  derived: {
    buckets: {
      about: 'Names of the buckets',
      from: 'bucketPrefix, as <bucketPrefix>-state, -artifacts, -ledger and -reports',
    },
    keys: { about: 'Key of the state of each stack', from: 'platform and stack, as <platform>/<stack>.tfstate' },
  },
});
