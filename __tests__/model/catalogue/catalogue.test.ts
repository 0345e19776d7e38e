import { catalogueOf } from '../../../model/catalogue/catalogue';
import { INSTANCE_TYPES, RTX6000_IDS } from '../../../model/catalogue/instance-types';
import { REGIONS } from '../../../model/catalogue/regions';
import { fits } from '../../../model/limit';
import { domainName, instanceTypeId, regionId } from '../../../model/limits';

describe('the table of instance types', () => {
  it('has ids that the platform file takes', () => {
    expect([...INSTANCE_TYPES.keys()].filter((id) => !fits(instanceTypeId, id))).toEqual([]);
  });

  it('knows sizes as Linode lists them', () => {
    expect(INSTANCE_TYPES.get('g6-standard-4')).toEqual({ class: 'standard', vcpus: 4, memory: 8, gpus: 0 });
    expect(INSTANCE_TYPES.get('g8-dedicated-128-32')).toEqual({ class: 'dedicated', vcpus: 32, memory: 128, gpus: 0 });
    expect(INSTANCE_TYPES.get('g2-gpu-rtx4000a4-m')).toEqual({ class: 'gpu', vcpus: 48, memory: 196, gpus: 4 });
  });

  it.each([...INSTANCE_TYPES].filter(([id]) => /^g[78]-dedicated-/.test(id)))(
    'agrees with the sizes in the id %s',
    (id, { vcpus, memory }) => {
      expect(id).toMatch(new RegExp(`-dedicated-${memory}-${vcpus}$`));
    },
  );

  it('has GPUs in the class gpu only', () => {
    expect([...INSTANCE_TYPES.values()].filter((type) => type.gpus > 0 !== (type.class === 'gpu'))).toEqual([]);
  });

  it('names the four ids that stand for g1-gpu-rtx6000, which Linode never had', () => {
    expect(RTX6000_IDS).toEqual(['g1-gpu-rtx6000-1', 'g1-gpu-rtx6000-2', 'g1-gpu-rtx6000-3', 'g1-gpu-rtx6000-4']);
    expect(INSTANCE_TYPES.has('g1-gpu-rtx6000')).toBe(false);
  });
});

describe('the table of regions', () => {
  it("has Linode's 34 core regions, 23 of them with VPCs and 22 of these with LKE Enterprise", () => {
    const regions = [...REGIONS.values()];

    expect(regions).toHaveLength(34);
    expect(regions.filter(({ vpc }) => vpc)).toHaveLength(23);
    expect(regions.filter(({ vpc, enterprise }) => vpc && enterprise)).toHaveLength(22);
    expect(regions.filter(({ vpc, enterprise }) => !vpc && enterprise)).toEqual([]);
  });

  it('has ids and endpoints that the platform file takes', () => {
    expect([...REGIONS.keys()].filter((id) => !fits(regionId, id))).toEqual([]);
    const hosts = [...REGIONS.values()].flatMap(({ objectStorage }) => objectStorage.map(({ host }) => host));
    expect(hosts.filter((host) => !fits(domainName, host))).toEqual([]);
    expect(new Set(hosts).size).toBe(hosts.length);
  });
});

describe('the catalogue of a platform', () => {
  it('adds what the file declares, which wins over the tables', () => {
    const { instanceTypes, regions } = catalogueOf({
      instanceTypes: { 'g9-standard-4': { vcpus: 4, memory: 16 }, 'g6-standard-4': { vcpus: 5, memory: 9, gpus: 1 } },
      regions: { 'at-vie': { vpc: true, objectStorage: 'at-vie-1.linodeobjects.com' }, 'nl-ams': undefined },
    });

    expect(instanceTypes.get('g9-standard-4')).toEqual({ class: 'standard', vcpus: 4, memory: 16, gpus: 0 });
    expect(instanceTypes.get('g6-standard-4')).toEqual({ class: 'gpu', vcpus: 5, memory: 9, gpus: 1 });
    expect(regions.get('at-vie')).toEqual({
      vpc: true,
      enterprise: false,
      gpu: false,
      objectStorage: [{ host: 'at-vie-1.linodeobjects.com', type: 'E3' }],
    });
    expect(regions.get('nl-ams')).toEqual({ vpc: false, enterprise: false, gpu: false, objectStorage: [] });
  });

  it('leaves out a type whose size is wrong, and leaves the tables as they are', () => {
    expect(catalogueOf({ instanceTypes: { 'g9-half-1': { vcpus: 4 }, 'g9-none-1': undefined } }).instanceTypes).toEqual(
      INSTANCE_TYPES,
    );
    expect(catalogueOf(undefined).regions).toEqual(REGIONS);
  });
});
