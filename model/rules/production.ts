import { POOL_MAX_NODES } from '../entities/cluster';
import type { WaivableRule } from '../entities/waiver';
import type { PlatformDraft } from '../draft';
import type { Report, Rule } from './rule';
import { duplicatesOf, entriesOf, poolsOf } from './walk';

/** Least number of nodes of a production pool, so that they can spread over hosts. */
export const PRODUCTION_MIN_NODES = 3;

const MULTI_AZ: WaivableRule = 'production-multi-az';

/** LKE has no zones; what stands in for them is explained in docs/linode-notes.md. */
export const productionMultiAz: Rule = {
  id: MULTI_AZ,
  about: `Production has a redundant control plane and at least ${PRODUCTION_MIN_NODES} nodes in each pool`,
  source: 'data-model.md, NodePool; docs/linode-notes.md',
  check(draft, report) {
    const waivers = entriesOf(['waivers'], draft.waivers).filter(({ entry }) => entry.rule === MULTI_AZ);
    const broken = multiAzFindings(draft, waivers.length > 0 ? () => undefined : report);
    if (waivers.length > 0 && broken === 0) {
      report(waivers[0]?.path ?? ['waivers'], {
        severity: 'warning',
        what: `nothing has to be waived: the rule ${MULTI_AZ} is met`,
        allowed: 'waivers for rules that are not met',
        fix: 'remove the waiver',
      });
    }
    for (const { entry } of duplicatesOf(waivers, ({ entry }) => entry.rule)) {
      report(entry.path, {
        what: `the rule ${MULTI_AZ} is waived twice`,
        allowed: 'one waiver per rule',
        fix: 'remove one of them',
      });
    }
  },
};

function multiAzFindings(draft: PlatformDraft, report: Report): number {
  const { production } = draft.environments ?? {};
  if (!production || production.retired) return 0;
  let found = 0;
  const waive = `or record a waiver: waivers: [{rule: ${MULTI_AZ}, reason: …, approvedBy: …, approvedOn: …}]`;
  if (draft.cluster?.highAvailability === false) {
    found++;
    report(['cluster', 'highAvailability'], {
      what: 'production needs a redundant control plane',
      allowed: 'true',
      fix: `write highAvailability: true, ${waive}`,
    });
  }
  for (const { environment, path, pool } of poolsOf(draft)) {
    if (environment !== 'production' || pool.count === undefined || pool.count >= PRODUCTION_MIN_NODES) continue;
    found++;
    report([...path, 'count'], {
      what: `a production pool of ${pool.count} cannot be spread over ${PRODUCTION_MIN_NODES} hosts`,
      allowed: `a whole number from ${PRODUCTION_MIN_NODES} to ${POOL_MAX_NODES[draft.cluster?.tier ?? 'standard']}`,
      fix: `write ${PRODUCTION_MIN_NODES} or more, ${waive}`,
    });
  }
  return found;
}
