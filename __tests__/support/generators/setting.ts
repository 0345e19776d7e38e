import * as fc from 'fast-check';
import { type z } from 'zod';
import { catalogueOf, type Catalogue } from '../../../model/catalogue/catalogue';
import { ENVIRONMENT_NAMES, type EnvironmentName } from '../../../model/entities/environment';
import { type platformFile } from '../../../model/platform-file';
import { map, name } from './values';

/** A platform file as plain data. */
export type PlatformInput = z.input<typeof platformFile.schema>;

/** Generator of one part of the file. */
export type Part<K extends keyof PlatformInput> = fc.Arbitrary<NonNullable<PlatformInput[K]>>;

/** What the parts of one platform have to agree on. */
export interface Setting {
  readonly name: string;
  readonly tier: 'standard' | 'enterprise';
  readonly region: string;
  readonly gpuRegion: boolean;
  readonly catalogue: Catalogue;
  readonly additions: PlatformInput['catalogue'];
  readonly environments: readonly EnvironmentName[];
  /** Domain below which all others lie. */
  readonly zone: string;
  /** Alert rules that have a route. */
  readonly alerts: readonly string[];
  /** Whether the rule production-multi-az is waived. */
  readonly waived: boolean;
}

/** An instance type; the number of its GPUs is given where it has some. */
const instanceType = (gpus: number) => {
  const size = { vcpus: fc.integer({ min: 1, max: 64 }), memory: fc.integer({ min: 2, max: 512 }) };
  const number = { gpus: fc.integer({ min: gpus, max: 8 }) };
  return gpus > 0 ? map({ ...size, ...number }, {}) : map(size, number);
};

const additions: fc.Arbitrary<PlatformInput['catalogue']> = map(
  {},
  {
    instanceTypes: map({}, { 'g9-standard-4': instanceType(0), 'g9-gpu-h100-1': instanceType(1) }),
    regions: fc.dictionary(
      fc.constantFrom('at-vie', 'pl-waw-2'),
      map(
        {},
        {
          vpc: fc.boolean(),
          enterprise: fc.boolean(),
          gpu: fc.boolean(),
          objectStorage: fc.constant('at-vie-1.linodeobjects.com'),
        },
      ),
      { noNullPrototype: true },
    ),
  },
);

const alerts = fc.uniqueArray(fc.constantFrom('NodeNotReady', 'KubePodCrashLooping', 'SecretSyncStale', 'DriftMajor'));

const environments = fc
  .subarray(['development', 'staging', 'production'] as const)
  .map((some) => ENVIRONMENT_NAMES.filter((other) => other === 'system' || some.includes(other)));

/** Settings in which every part of a platform can be made to fit. */
export const settings: fc.Arbitrary<Setting> = fc
  .record({
    name: name(24),
    tier: fc.constantFrom('standard', 'enterprise'),
    additions: fc.option(additions, { nil: undefined }),
    environments,
    zone: fc.constantFrom('acme.example', 'platform.acme.example'),
    alerts,
    waived: fc.boolean(),
  })
  .chain((setting) => {
    const catalogue = catalogueOf(setting.additions);
    const regions = [...catalogue.regions].filter(
      ([, { enterprise, vpc }]) => setting.tier === 'standard' || (enterprise && vpc),
    );
    return fc.constantFrom(...regions).map(([region, { gpu }]) => ({ ...setting, catalogue, region, gpuRegion: gpu }));
  });
