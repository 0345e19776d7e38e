import * as fc from 'fast-check';
import { type EnvironmentName } from '../../../model/entities/environment';
import { TAINT_EFFECTS } from '../../../model/entities/node-pool';
import { type PlatformInput, type Setting } from './setting';
import { distinct, labelKey, labels, map, name } from './values';

export type NodePoolInput = PlatformInput['environments']['system']['nodePools'][number];

const taint = fc.record({
  key: labelKey,
  value: name(10),
  effect: fc.constantFrom(...TAINT_EFFECTS),
});

/** No newer than that of any cluster. */
const enterpriseVersion = fc.constantFrom('v1.31.8+lke5', 'v1.31.9+lke7');

/** Pools of an environment: with names and instance types of their own, and what LKE and the data model demand. */
export function nodePools(environment: EnvironmentName, setting: Setting): fc.Arbitrary<NodePoolInput[]> {
  const types = [...setting.catalogue.instanceTypes].filter(([, type]) => type.class !== 'nanode');
  const ids = (wanted: (gpus: number) => boolean) => types.flatMap(([id, { gpus }]) => (wanted(gpus) ? [id] : []));
  const withoutGpus = pool(
    environment,
    setting,
    ids((gpus) => gpus === 0),
  );
  // The first pool of system holds the baseline, with as many collectors as there can be.
  const large = types.flatMap(([id, { gpus, vcpus, memory }]) => (gpus === 0 && vcpus >= 4 && memory >= 8 ? [id] : []));
  const first = environment === 'system' ? pool(environment, setting, large, 2) : withoutGpus;
  const others =
    environment === 'system' && setting.gpuRegion
      ? pool(
          'system',
          setting,
          ids(() => true),
        )
      : withoutGpus;
  return fc.tuple(first, fc.array(others, { maxLength: 2 })).map(([first, rest]) => {
    const distinct = [first, ...rest].filter(
      (entry, index, all) =>
        all.findIndex((other) => other.name === entry.name || other.instanceType === entry.instanceType) === index,
    );
    return environment === 'system' ? [asInline(first), ...distinct.slice(1)] : distinct;
  });
}

function pool(
  environment: EnvironmentName,
  setting: Setting,
  types: readonly string[],
  fewest = 1,
): fc.Arbitrary<NodePoolInput> {
  const least = environment === 'production' && !setting.waived ? 3 : fewest;
  const enterprise = {
    kubernetesVersion: enterpriseVersion,
    updateStrategy: fc.constantFrom('rolling_update', 'on_recycle'),
  };
  return map(
    { name: name(20), instanceType: fc.constantFrom(...types), count: fc.integer({ min: least, max: 10 }) },
    {
      // Twelve pools of them are no more than a cluster of the standard tier takes.
      maxCount: fc.integer({ min: 10, max: 20 }),
      taints: distinct(taint, ({ key, effect }) => `${key} ${effect}`, 2),
      labels,
      diskEncryption: fc.constantFrom('enabled', 'disabled'),
      ...(setting.tier === 'enterprise' && enterprise),
    },
  ) as fc.Arbitrary<NodePoolInput>;
}

/** The cluster's own pool: untainted, and with the version of the cluster. */
function asInline({ name, instanceType, count, maxCount, labels, diskEncryption }: NodePoolInput): NodePoolInput {
  const optional = { ...(maxCount && { maxCount }), ...(diskEncryption && { diskEncryption }) };
  return { name, instanceType, count, ...optional, ...(labels && { labels, taints: [] }) };
}
