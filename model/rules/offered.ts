import { RTX6000_IDS } from '../catalogue/instance-types';
import { nearest } from '../file/nearest';
import type { Rule } from './rule';
import { poolsOf } from './walk';

const NOTES = 'docs/linode-notes.md';

export const regionKnown: Rule = {
  id: 'region-known',
  about: 'A region is one that Linode has',
  source: 'Linode API, GET /regions',
  check({ cluster, state }, report, { regions }) {
    const places = [
      [['cluster', 'region'], cluster?.region],
      [['state', 'region'], state?.region],
    ] as const;
    for (const [path, region] of places) {
      if (region === undefined || regions.has(region)) continue;
      const guess = nearest(region, [...regions.keys()]);
      report(path, {
        what: `Linode has no region ${region}`,
        allowed: [...regions.keys()].join(', '),
        fix: guess ? `write ${guess}` : `choose a region of ${NOTES}, or declare it in catalogue.regions`,
      });
    }
  },
};

export const instanceTypeKnown: Rule = {
  id: 'instance-type-known',
  about: 'An instance type is one that Linode has and LKE takes',
  source: 'data-model.md, NodePool; Linode API, GET /linode/types',
  check(draft, report, { instanceTypes }) {
    for (const { path, pool } of poolsOf(draft)) {
      const id = pool.instanceType;
      if (id === undefined) continue;
      const at = [...path, 'instanceType'];
      if (id === 'g1-gpu-rtx6000') {
        report(at, {
          what: 'g1-gpu-rtx6000 is not an instance type of Linode: its number of GPUs is part of the id',
          allowed: RTX6000_IDS.join(', '),
          fix: `write ${String(RTX6000_IDS[0])} for one GPU per node`,
        });
      } else if (id.includes('-nanode-')) {
        report(at, {
          what: 'LKE takes no nanodes',
          allowed: 'any type of the catalogue but nanodes',
          fix: 'write g6-standard-1 or larger',
        });
      } else if (!instanceTypes.has(id)) {
        const known = [...instanceTypes.keys()].filter((known) => known !== 'g6-nanode-1');
        const guess = nearest(id, known);
        const family = known.filter((known) => known.split('-')[1] === id.split('-')[1]);
        report(at, {
          what: `the catalogue has no instance type ${id}`,
          allowed: (family.length > 0 ? family : known).join(', '),
          fix: `${guess ? `write ${guess}` : `choose a type of ${NOTES}`}, or declare ${id} in catalogue.instanceTypes`,
        });
      }
    }
  },
};

export const declaredGpus: Rule = {
  id: 'declared-gpus',
  about: 'An instance type whose id names GPUs is declared with their number',
  source: 'Linode API, GET /linode/types (gpus)',
  check({ catalogue }, report) {
    for (const [id, type] of Object.entries(catalogue?.instanceTypes ?? {})) {
      if (!id.includes('-gpu-') || type?.gpus !== 0) continue;
      report(['catalogue', 'instanceTypes', id, 'gpus'], {
        what: `${id} has GPUs, but is declared without`,
        allowed: 'a whole number from 1 to 64',
        fix: 'write the number of GPUs of one node, such as gpus: 1',
      });
    }
  },
};

export const gpuOffered: Rule = {
  id: 'gpu-offered',
  about: 'GPU pools need a region with GPU plans',
  source: 'Linode API, GET /regions (capabilities)',
  check(draft, report, { instanceTypes, regions }) {
    const region = draft.cluster?.region;
    if (region === undefined || (regions.get(region)?.gpu ?? true)) return;
    for (const { path, pool } of poolsOf(draft)) {
      if (!instanceTypes.get(pool.instanceType ?? '')?.gpus) continue;
      report([...path, 'instanceType'], {
        what: `region ${region} has no GPU plans`,
        allowed: 'an instance type without GPUs, or a region with GPU plans',
        fix: `remove the pool, or move the cluster to one of ${listOf(regions, (entry) => entry.gpu)}`,
      });
    }
  },
};

export const tierOffered: Rule = {
  id: 'tier-offered',
  about: 'LKE Enterprise and VPCs need a region that has them',
  source: 'Linode API, GET /regions (capabilities)',
  check({ cluster, network }, report, { regions }) {
    const region = cluster?.region === undefined ? undefined : regions.get(cluster.region);
    if (!cluster || !region) return;
    if (cluster.tier === 'enterprise' && !region.enterprise) {
      report(['cluster', 'tier'], {
        what: `region ${String(cluster.region)} has no LKE Enterprise`,
        allowed: 'standard, or a region with LKE Enterprise',
        fix: `write tier: standard, or choose one of ${listOf(regions, (entry) => entry.enterprise)}`,
      });
    }
    // On the standard tier there is no VPC in any region.
    if (cluster.tier === 'enterprise' && network?.vpc && !region.vpc) {
      report(['network', 'vpc'], {
        what: `region ${String(cluster.region)} has no VPCs`,
        allowed: 'no vpc, or a region with VPCs',
        fix: 'remove network.vpc',
      });
    }
  },
};

function listOf<T>(entries: ReadonlyMap<string, T>, wanted: (entry: T) => boolean): string {
  return [...entries].flatMap(([id, entry]) => (wanted(entry) ? [id] : [])).join(', ');
}
