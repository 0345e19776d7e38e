import { CATALOGUE_DATE } from '../../../model/catalogue/offer';
import { INSTANCE_TYPES } from '../../../model/catalogue/instance-types';
import type { Platform } from '../../../model/platform';
import { linodeAddress } from '../../linode/access';
import { fail, notChecked, ok, warn, type Check, type Finding } from '../check';
import { answerText, mayPass } from '../http';
import { TRY_AGAIN } from '../linode';
import { type Offered, NotTold, offered } from '../offered';

/** Something that the platform has and Linode does not offer. */
interface Gap {
  readonly what: string;
  readonly fix: string;
  /** Whether it can be there all the same, from a time when it was offered. */
  readonly mayStay: boolean;
}

export const offer: Check = {
  id: 'offer',
  title: 'what Linode offers',
  async run({ platform, environment, timeoutMs }) {
    const api = linodeAddress(platform.sources.linodeApi, environment);
    try {
      const [regions, types, versions] = await Promise.all([
        offered(api, 'regions', timeoutMs),
        offered(api, 'linode/types', timeoutMs),
        versionsOf(platform, api, timeoutMs),
      ]);
      return findingOf(platform, [
        ...regionGaps(platform, regions),
        ...typeGaps(platform, types),
        ...versionGaps(platform, versions),
      ]);
    } catch (error) {
      if (error instanceof NotTold) return notTold(error);
      throw error;
    }
  },
};

/** Versions of the enterprise tier are told by the beta version of the API alone. */
function versionsOf({ cluster }: Platform, api: string, timeoutMs: number | undefined) {
  if (cluster.tier !== 'enterprise') return offered(api, 'lke/versions', timeoutMs);
  return offered(api.replace(/\/v\d+\w*$/, '/v4beta'), 'lke/tiers/enterprise/versions', timeoutMs);
}

function regionGaps(
  { cluster, network, environments }: Platform,
  regions: ReadonlyMap<string, Offered<'regions'>>,
): Gap[] {
  const region = regions.get(cluster.region);
  if (!region) {
    const fix = `set cluster.region to one of ${[...regions.keys()].sort().join(', ')}`;
    return [{ what: `there is no region ${cluster.region}`, fix, mayStay: false }];
  }
  const usesGpus = environments.some(({ nodePools }) =>
    nodePools.some(({ instanceType }) => (INSTANCE_TYPES.get(instanceType)?.gpus ?? 0) > 0),
  );
  const needs = [
    { capability: 'Kubernetes', isNeeded: true, or: '' },
    { capability: 'VPCs', isNeeded: network.vpc !== undefined, or: ', or take network.vpc out' },
    { capability: 'Kubernetes Enterprise', isNeeded: cluster.tier === 'enterprise', or: ', or leave cluster.tier out' },
    { capability: 'GPU Linodes', isNeeded: usesGpus, or: ', or take a pool without GPUs' },
  ];
  const having = (capability: string) =>
    [...regions.values()].filter(({ capabilities }) => capabilities.includes(capability)).map(({ id }) => id);
  return needs
    .filter(({ capability, isNeeded }) => isNeeded && !region.capabilities.includes(capability))
    .map(({ capability, or }) => ({
      what: `the region ${cluster.region} does not offer ${capability}`,
      fix: `choose a region that does (${having(capability).sort().join(', ')})${or}`,
      mayStay: false,
    }));
}

function typeGaps({ environments }: Platform, types: ReadonlyMap<string, Offered<'linode/types'>>): Gap[] {
  return environments.flatMap(({ name, nodePools }) =>
    nodePools.flatMap(({ name: pool, instanceType }) => {
      const [type, known] = [types.get(instanceType), INSTANCE_TYPES.get(instanceType)];
      const field = `environments.${name}.nodePools, ${pool}`;
      if (!type) {
        const fix = `choose another instanceType in ${field}; GET /linode/types has them`;
        return [{ what: `there is no instance type ${instanceType} (any more)`, fix, mayStay: true }];
      }
      const memory = type.memory / 1024;
      if (!known || (known.vcpus === type.vcpus && known.memory === memory && known.gpus === type.gpus)) return [];
      const now = `${type.vcpus} vCPUs, ${memory} GiB and ${type.gpus} GPUs`;
      const fix = 'refresh the tables, by which quotas are computed: npm run catalogue';
      return [
        { what: `${instanceType} has ${now}, which the tables of ${CATALOGUE_DATE} do not say`, fix, mayStay: true },
      ];
    }),
  );
}

function versionGaps({ cluster }: Platform, versions: ReadonlyMap<string, unknown>): Gap[] {
  const { kubernetesVersion, tier = 'standard' } = cluster;
  if (versions.has(kubernetesVersion)) return [];
  return [
    {
      what: `Kubernetes ${kubernetesVersion} is not offered on the tier ${tier}`,
      fix: `set cluster.kubernetesVersion to one of ${[...versions.keys()].join(', ')}; a cluster that has another one keeps it until then`,
      mayStay: true,
    },
  ];
}

function findingOf({ cluster }: Platform, gaps: readonly Gap[]): Finding {
  if (gaps.length === 0) {
    return ok(`${cluster.region}, Kubernetes ${cluster.kubernetesVersion} and the instance types of all pools`);
  }
  const unique = (texts: readonly string[]) => [...new Set(texts)].join('; ');
  const say = gaps.every(({ mayStay }) => mayStay) ? warn : fail;
  return say(unique(gaps.map(({ what }) => what)), unique(gaps.map(({ fix }) => fix)));
}

function notTold({ list, answer }: NotTold): Finding {
  const line = 'see the line of the Linode API';
  if (!answer) {
    return notChecked(
      `GET /${list}: what answers there is not the Linode API, or offers nothing`,
      `correct the address: ${line}`,
    );
  }
  const found = `GET /${list}: ${answerText(answer)}`;
  if (mayPass(answer)) return notChecked(found, TRY_AGAIN);
  if (answer.status === undefined) return notChecked(found, line);
  return notChecked(found, `open this list, which takes no token, where requests pass through a proxy; else ${line}`);
}
