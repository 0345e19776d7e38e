import type { Line } from '../../../model/cost/cost';
import { costOf } from '../../../model/cost/cost';
import { sumText } from '../../../model/cost/amount-text';
import { dollarsOf } from '../../../model/cost/money';
import { ENTERPRISE, platformOf, STANDARD } from '../../support/platforms';

type Pool = readonly [type: string, count: number, maxCount?: number];

interface Given {
  readonly region?: string;
  readonly cluster?: object;
  readonly pools: Readonly<Record<string, readonly Pool[]>>;
  readonly quotas?: Readonly<Record<string, number>>;
  readonly more?: object;
}

function costOfGiven({ region = 'nl-ams', cluster = {}, pools, quotas = {}, more = {} }: Given) {
  const environments = Object.entries(pools).map(([name, of]) => [
    name,
    {
      nodePools: of.map(([instanceType, count, maxCount], index) => ({
        ...{ name: `pool-${index}`, instanceType, count },
        ...(maxCount !== undefined && { maxCount }),
      })),
      ...(quotas[name] !== undefined && { quota: { loadBalancers: quotas[name] } }),
    },
  ]);
  return costOf(
    platformOf({
      ...STANDARD,
      ...{ cluster: { ...STANDARD.cluster, region, systemPool: 'pool-0', ...cluster } },
      ...{ state: { region: 'nl-ams' }, environments: Object.fromEntries(environments) as object },
      ...more,
    }),
  );
}

/** `3 to 9 × 144.00`: what is paid for, at what price each. */
const lineText = ({ quantity: { count, maxCount }, price }: Line) =>
  `${count === maxCount ? count : `${count} to ${maxCount}`} × ${price ? dollarsOf(price.monthly) : 'unknown'}`;

/** The lines of each owner, and behind them what it pays at count and at maxCount. */
const worked = (given: Given) => {
  const { owners, cost } = costOfGiven(given);
  return {
    ...Object.fromEntries(
      owners.map(({ owner, lines, cost: own }) => [
        owner,
        [...lines.map(lineText), sumText(own.count), sumText(own.maxCount)],
      ]),
    ),
    total: [sumText(cost.count), sumText(cost.maxCount)],
  };
};

/** Redundant control plane 60, volumes of 50 + 10 + 10 + 10 GB at 0.10, object storage 5: 60 + 8 + 5 = 73. */
const SHARED = ['1 × 60.00', '50 × 0.10', '10 × 0.10', '10 × 0.10', '10 × 0.10', '1 × 5.00', '$73.00', '$73.00'];
/** In Jakarta: 72, 80 GB at 0.12 = 9.60, 5: 86.60. */
const SHARED_JAKARTA = [
  '1 × 72.00',
  '50 × 0.12',
  '10 × 0.12',
  '10 × 0.12',
  '10 × 0.12',
  '1 × 5.00',
  '$86.60',
  '$86.60',
];
/** In São Paulo: 84, 80 GB at 0.14 = 11.20, 5: 100.20. */
const SHARED_SAO_PAULO = [
  '1 × 84.00',
  '50 × 0.14',
  '10 × 0.14',
  '10 × 0.14',
  '10 × 0.14',
  '1 × 5.00',
  '$100.20',
  '$100.20',
];

describe('what a platform costs, worked out by hand from the public list of prices', () => {
  it('Amsterdam: shared nodes alone', () => {
    // 3 × 48 = 144; 144 + 73 = 217
    expect(worked({ pools: { system: [['g6-standard-4', 3]] } })).toEqual({
      system: ['3 × 48.00', '$144.00', '$144.00'],
      shared: SHARED,
      total: ['$217.00', '$217.00'],
    });
  });

  it('Amsterdam: an autoscaled production', () => {
    // 3 × 144 = 432, 9 × 144 = 1,296; 192 × 3 = 576; 432 + 576 + 73 = 1,081, 1,296 + 576 + 73 = 1,945
    expect(worked({ pools: { system: [['g6-standard-8', 3]], production: [['g6-dedicated-8', 3, 9]] } })).toEqual({
      system: ['3 × 192.00', '$576.00', '$576.00'],
      production: ['3 to 9 × 144.00', '$432.00', '$1,296.00'],
      shared: SHARED,
      total: ['$1,081.00', '$1,945.00'],
    });
  });

  it('Washington: all four environments', () => {
    // 3 × 96 = 288; 48 and 4 × 48 = 192; 2 × 72 = 144 and 4 × 72 = 288; 3 × 144 + 3 × 120 = 792 and 6 × 144 + 360 = 1,224
    // 288 + 48 + 144 + 792 + 73 = 1,345; 288 + 192 + 288 + 1,224 + 73 = 2,065
    const pools = {
      system: [['g6-standard-6', 3]],
      development: [['g6-standard-4', 1, 4]],
      staging: [['g6-dedicated-4', 2, 4]],
      production: [
        ['g6-dedicated-8', 3, 6],
        ['g7-highmem-2', 3],
      ],
    } as const;
    expect(worked({ region: 'us-iad', pools })).toEqual({
      system: ['3 × 96.00', '$288.00', '$288.00'],
      development: ['1 to 4 × 48.00', '$48.00', '$192.00'],
      staging: ['2 to 4 × 72.00', '$144.00', '$288.00'],
      production: ['3 to 6 × 144.00', '3 × 120.00', '$792.00', '$1,224.00'],
      shared: SHARED,
      total: ['$1,345.00', '$2,065.00'],
    });
  });

  it('Jakarta: cents', () => {
    // 3 × 57.60 = 172.80; 3 × 51.84 = 155.52, 7 × 51.84 = 362.88
    // 172.80 + 155.52 + 86.60 = 414.92; 172.80 + 362.88 + 86.60 = 622.28
    const pools = { system: [['g6-standard-4', 3]], production: [['g7-premium-2', 3, 7]] } as const;
    expect(worked({ region: 'id-cgk', pools })).toEqual({
      system: ['3 × 57.60', '$172.80', '$172.80'],
      production: ['3 to 7 × 51.84', '$155.52', '$362.88'],
      shared: SHARED_JAKARTA,
      total: ['$414.92', '$622.28'],
    });
  });

  it('Jakarta: load balancers that a quota allows', () => {
    // 2 × 12 = 24 at most; 3 × 86.40 = 259.20; 259.20 + 24 = 283.20; 172.80 + 259.20 + 86.60 = 518.60, + 24 = 542.60
    const pools = { system: [['g6-standard-4', 3]], production: [['g6-dedicated-4', 3]] } as const;
    expect(worked({ region: 'id-cgk', pools, quotas: { production: 2 } })).toEqual({
      system: ['3 × 57.60', '$172.80', '$172.80'],
      production: ['3 × 86.40', '0 to 2 × 12.00', '$259.20', '$283.20'],
      shared: SHARED_JAKARTA,
      total: ['$518.60', '$542.60'],
    });
  });

  it('São Paulo: the dearest region', () => {
    // 3 × 134.40 = 403.20; 3 × 241.92 = 725.76, 5 × 241.92 = 1,209.60
    // 403.20 + 725.76 + 100.20 = 1,229.16; 403.20 + 1,209.60 + 100.20 = 1,713.00
    const pools = { system: [['g6-standard-6', 3]], production: [['g7-premium-8', 3, 5]] } as const;
    expect(worked({ region: 'br-gru', pools })).toEqual({
      system: ['3 × 134.40', '$403.20', '$403.20'],
      production: ['3 to 5 × 241.92', '$725.76', '$1,209.60'],
      shared: SHARED_SAO_PAULO,
      total: ['$1,229.16', '$1,713.00'],
    });
  });

  it('São Paulo: a control plane that is not redundant, and an ingress', () => {
    // no control plane, NodeBalancer 14: 14 + 11.20 + 5 = 30.20; 3 × 67.20 = 201.60; 231.80
    const applications = [
      {
        name: 'ingress',
        sourceRepo: 'infra/helm/ingress',
        destinationNamespace: 'ingress',
        syncPolicy: { automated: true, selfHeal: true },
      },
    ];
    const given = { pools: { system: [['g6-standard-4', 3]] }, more: { applications } } as const;
    expect(worked({ ...given, region: 'br-gru', cluster: { highAvailability: false } })).toEqual({
      system: ['3 × 67.20', '$201.60', '$201.60'],
      shared: ['1 × 14.00', '50 × 0.14', '10 × 0.14', '10 × 0.14', '10 × 0.14', '1 × 5.00', '$30.20', '$30.20'],
      total: ['$231.80', '$231.80'],
    });
  });

  it('Amsterdam: GPUs, by the hour', () => {
    // 0.52 × 730 = 379.60 each; 3 × 192 = 576; 576 + 379.60 = 955.60, 576 + 759.20 = 1,335.20; + 73
    const pools = {
      system: [
        ['g6-standard-8', 3],
        ['g2-gpu-rtx4000a1-s', 1, 2],
      ],
    } as const;
    expect(worked({ pools })).toEqual({
      system: ['3 × 192.00', '1 to 2 × 379.60', '$955.60', '$1,335.20'],
      shared: SHARED,
      total: ['$1,028.60', '$1,408.20'],
    });
  });

  it('Amsterdam: LKE Enterprise, with one price for its control plane', () => {
    // control plane 300, no other; 300 + 8 + 5 = 313; 3 × 192 = 576; 3 × 72 = 216, 5 × 72 = 360
    // 576 + 216 + 313 = 1,105; 576 + 360 + 313 = 1,249
    const { kubernetesVersion } = ENTERPRISE.cluster;
    const pools = { system: [['g6-standard-8', 3]], production: [['g6-dedicated-4', 3, 5]] } as const;
    expect(worked({ cluster: { tier: 'enterprise', kubernetesVersion }, pools })).toEqual({
      system: ['3 × 192.00', '$576.00', '$576.00'],
      production: ['3 to 5 × 72.00', '$216.00', '$360.00'],
      shared: ['1 × 300.00', '50 × 0.10', '10 × 0.10', '10 × 0.10', '10 × 0.10', '1 × 5.00', '$313.00', '$313.00'],
      total: ['$1,105.00', '$1,249.00'],
    });
  });

  it('Amsterdam: prices of a contract', () => {
    // 3 × 40 = 120; 3 × 60.125 = 180.375; control plane 50, volumes 80 × 0.085 = 6.80, object storage 5: 61.80; 362.175
    const prices = {
      instanceTypes: { 'g6-standard-4': 40, 'g6-dedicated-4': 60.125 },
      services: { 'lke-ha': 50, volume: 0.085 },
    };
    const pools = { system: [['g6-standard-4', 3]], production: [['g6-dedicated-4', 3]] } as const;
    expect(worked({ pools, more: { prices } })).toEqual({
      system: ['3 × 40.00', '$120.00', '$120.00'],
      production: ['3 × 60.125', '$180.375', '$180.375'],
      shared: ['1 × 50.00', '50 × 0.085', '10 × 0.085', '10 × 0.085', '10 × 0.085', '1 × 5.00', '$61.80', '$61.80'],
      total: ['$362.175', '$362.175'],
    });
  });

  it('London: a type whose price nobody recorded', () => {
    // 3 × 48 = 144; 144 + 73 = 217, and production beside it
    const pools = { system: [['g6-standard-4', 3]], production: [['g8-dedicated-8-2', 3, 5]] } as const;
    expect(worked({ region: 'gb-lon', pools })).toEqual({
      system: ['3 × 48.00', '$144.00', '$144.00'],
      production: [
        '3 to 5 × unknown',
        'at least $0.00 (and 3 × g8-dedicated-8-2 (gb-lon) of unknown price)',
        'at least $0.00 (and 5 × g8-dedicated-8-2 (gb-lon) of unknown price)',
      ],
      shared: SHARED,
      total: [
        'at least $217.00 (and 3 × g8-dedicated-8-2 (gb-lon) of unknown price)',
        'at least $217.00 (and 5 × g8-dedicated-8-2 (gb-lon) of unknown price)',
      ],
    });
  });

  it('Jakarta: a type whose price was recorded elsewhere alone', () => {
    // 43 in London; Jakarta has prices of its own, so it is none of them
    const pools = { system: [['g6-standard-4', 3]], production: [['g7-dedicated-4-2', 3]] } as const;
    expect(worked({ region: 'id-cgk', pools }).total).toEqual([
      'at least $259.40 (and 3 × g7-dedicated-4-2 (id-cgk) of unknown price)',
      'at least $259.40 (and 3 × g7-dedicated-4-2 (id-cgk) of unknown price)',
    ]);
    expect(worked({ region: 'gb-lon', pools })).toMatchObject({ production: ['3 × 43.00', '$129.00', '$129.00'] });
  });

  it('São Paulo: as many of the dearest nodes as a cluster takes', () => {
    // 100 × 3,870.72 = 387,072; twice that and 50 × 3,870.72 = 193,536: 967,680; + 100.20
    const pools = {
      system: [['g7-premium-56', 50]],
      staging: [['g7-premium-56', 100]],
      production: [['g7-premium-56', 100]],
    } as const;
    expect(worked({ region: 'br-gru', pools }).total).toEqual(['$967,780.20', '$967,780.20']);
  });

  it('a region that the list does not have: nothing is known but what an account pays once', () => {
    const catalogue = { regions: { 'at-vie': {} } };
    expect(worked({ region: 'at-vie', pools: { system: [['g6-standard-4', 3]] }, more: { catalogue } }).total[0]).toBe(
      'at least $5.00 (and 3 × g6-standard-4 (at-vie), 1 × redundant control plane (at-vie), 80 × GB of volumes (at-vie) of unknown price)',
    );
  });
});

describe('the transfer that comes with a platform', () => {
  it('is that of its nodes, in the pool that all regions share', () => {
    // 3 × 5,000; 3 × 5,000 and 9 × 5,000
    const { transfer, transferPool } = costOfGiven({
      pools: { system: [['g6-standard-4', 3]], production: [['g6-dedicated-4', 3, 9]] },
      quotas: { production: 3 },
    });
    expect([transfer.count.known, transfer.maxCount.known, transferPool]).toEqual([30_000n, 60_000n, 'global']);
  });

  it.each(['id-cgk', 'br-gru'])('is in a pool that %s has for itself', (region) => {
    expect(costOfGiven({ region, pools: { system: [['g6-standard-4', 3]] } }).transferPool).toBe('regional');
  });

  it('is not known of types of which nobody recorded it', () => {
    const { transfer } = costOfGiven({
      pools: {
        system: [
          ['g6-standard-4', 3],
          ['g2-gpu-rtx4000a1-s', 1],
        ],
      },
    });
    expect([transfer.count.known, [...transfer.count.unknown.keys()]]).toEqual([
      15_000n,
      ['g2-gpu-rtx4000a1-s (nl-ams)'],
    ]);
  });
});
