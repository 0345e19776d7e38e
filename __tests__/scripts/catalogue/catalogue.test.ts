import { execFile } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { temporaryFolder } from '../../support/temporary-folder';

const ROOT = resolve(__dirname, '../../..');
const OFFER = join(ROOT, 'model/catalogue/offer.json');

type Table = Record<string, Record<string, unknown>>;
type Offer = Record<'instanceTypes' | 'services' | 'usage' | 'regions', Table> & {
  date: string;
  kubernetes: Record<string, string[]>;
};
/** The tables as the API tells them: with the prices of the regions that have their own, where those were not recorded. */
const committed = () => JSON.parse(readFileSync(OFFER, 'utf8').replaceAll('"regions": null', '"regions": {}')) as Offer;

/** The lists of the public API, in its shape, of what the tables hold and of what a test changes. */
function answers(): Record<string, Record<string, unknown>[]> {
  const { instanceTypes, services, usage, regions, kubernetes } = committed();
  const priced = (price: unknown) => {
    const {
      monthly = '0',
      hourly,
      regions: own,
    } = (price ?? {}) as {
      monthly?: string;
      hourly?: string;
      regions?: Record<string, string> | null;
    };
    const others = Object.entries(own ?? {}).map(([id, value]) => ({ id, hourly: 0.01, monthly: Number(value) }));
    // Of what is billed by the hour alone, the API tells no month.
    const base = hourly
      ? { hourly: Number(hourly), monthly: null }
      : { hourly: price ? 0.01 : 0, monthly: Number(monthly) };
    return { price: base, region_prices: others };
  };
  const capabilities = (region: Record<string, unknown>) => [
    'Linodes',
    'Kubernetes',
    ...(region.vpc ? ['VPCs'] : []),
    ...(region.enterprise ? ['Kubernetes Enterprise'] : []),
    ...(region.gpu ? ['GPU Linodes'] : []),
  ];
  const service = (id: string) => [{ id, label: id, ...priced(services[id]), transfer: 0 }];
  // What is paid for by the GB has that price in the place of the one of an hour.
  const used = (id: string, name: string) => {
    const { perGb, regions: own } = usage[name] as { perGb: string; regions: Record<string, string> };
    const others = Object.entries(own).map(([region, value]) => ({ id: region, hourly: Number(value), monthly: null }));
    return [{ id, label: id, price: { hourly: Number(perGb), monthly: null }, region_prices: others, transfer: 0 }];
  };
  return {
    'linode/types': Object.entries(instanceTypes).map(([id, { class: of, vcpus, memory, gpus, transfer, price }]) => ({
      ...{ id, label: id, class: of, vcpus, memory: Number(memory) * 1024, gpus, transfer, disk: 81920 },
      ...priced(price),
      addons: { backups: priced(null) },
      successor: null,
    })),
    regions: Object.entries(regions).map(([id, region]) => ({
      ...{ id, label: id, country: 'nl', status: 'ok', site_type: 'core', capabilities: capabilities(region) },
    })),
    'lke/versions': (kubernetes.standard ?? []).map((id) => ({ id })),
    'lke/tiers/enterprise/versions': (kubernetes.enterprise ?? []).map((id) => ({ id, tier: 'enterprise' })),
    'lke/types': [{ id: 'lke-sa', ...priced(null), transfer: 0 }, ...service('lke-ha'), ...service('lke-e')],
    'nodebalancers/types': service('nodebalancer'),
    'volumes/types': service('volume'),
    'object-storage/types': [...service('objectstorage'), ...used('objectstorage-overage', 'object-storage')],
    'network-transfer/prices': used('network_transfer', 'network-transfer'),
  };
}

describe('npm run catalogue', () => {
  let server: Server;
  let lists: ReturnType<typeof answers>;
  let asked: string[];
  let folder: string;

  beforeEach(async () => {
    lists = answers();
    asked = [];
    folder = temporaryFolder();
    writeFileSync(join(folder, 'offer.json'), JSON.stringify(committed()));
    // Pages of 30, so that a list has several.
    server = createServer((request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
      asked.push(String(request.headers.authorization));
      const list = lists[pathname.replace(/^\/v4(beta)?\//, '')];
      const page = Number(searchParams.get('page'));
      response.statusCode = list ? 200 : 404;
      response.end(
        JSON.stringify({
          data: list?.slice((page - 1) * 30, page * 30),
          page,
          pages: Math.max(1, Math.ceil((list?.length ?? 0) / 30)),
          results: list?.length,
        }),
      );
    }).listen(0, '127.0.0.1');
    await new Promise((listening) => server.once('listening', listening));
  });
  afterEach(() => {
    server.close();
  });

  const refresh = (...options: string[]) =>
    new Promise<{ code: number; stdout: string; stderr: string }>((done) => {
      const { port } = server.address() as AddressInfo;
      const script = join(ROOT, 'scripts/catalogue/main.js');
      const env = { ...process.env, LINODE_URL: `http://127.0.0.1:${port}`, LINODE_TOKEN: 'not-to-be-sent' };
      execFile('node', [script, '--file', 'offer.json', ...options], { cwd: folder, env }, (error, stdout, stderr) => {
        done({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
      });
    });
  /** Its lines, but for those of what is not refreshed. */
  const differing = (stdout: string) =>
    stdout
      .trim()
      .split('\n')
      .filter((line) => !line.startsWith('!'));
  const written = () => JSON.parse(readFileSync(join(folder, 'offer.json'), 'utf8')) as Offer;

  it('changes nothing but the date while Linode offers the same, and sends no token', async () => {
    const { code, stdout, stderr } = await refresh();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(differing(stdout)).toEqual(['nothing differs but the date']);

    expect(written()).toEqual({ ...committed(), date: new Date().toISOString().slice(0, 10) });
    expect(new Set(asked)).toEqual(new Set(['undefined']));
  });

  it('tells what differs, one line each, and writes it', async () => {
    const [first] = lists['linode/types'] ?? [];
    Object.assign(first ?? {}, { price: { hourly: 0.01, monthly: 12.34 } });
    lists.regions?.push({ id: 'us-new', capabilities: ['Kubernetes', 'VPCs'], site_type: 'core' });
    lists['lke/versions']?.push({ id: '1.36' });

    expect(differing((await refresh()).stdout)).toEqual([
      `~ instanceTypes ${String(first?.id)}`,
      '+ regions us-new',
      '~ kubernetes standard',
    ]);

    expect(written().instanceTypes[String(first?.id)]?.price).toMatchObject({ monthly: '12.34' });
    expect(written().regions['us-new']).toEqual({ vpc: true, enterprise: false, gpu: false, objectStorage: [] });
    expect(written().kubernetes.standard?.at(-1)).toBe('1.36');
  });

  it('refreshes the versions of the enterprise tier where they are told, and names what is kept', async () => {
    lists['lke/tiers/enterprise/versions']?.push({ id: 'v1.34.1+lke1', tier: 'enterprise' });
    lists.regions?.push({ id: 'us-new', capabilities: ['Kubernetes'], site_type: 'core' });
    const { stdout } = await refresh();

    expect(written().kubernetes.enterprise?.at(-1)).toBe('v1.34.1+lke1');
    expect(stdout).toContain('! add the places of us-new to model/catalogue/places.json');
    expect(stdout).toMatch(/! the endpoints of object storage are kept: .* none is known of .*us-new/);
    expect(stdout).not.toContain('! kubernetes enterprise');

    lists = { ...lists, 'lke/tiers/enterprise/versions': undefined as never };
    expect((await refresh()).stdout).toContain('! kubernetes enterprise is kept');
    expect(written().kubernetes.enterprise?.at(-1)).toBe('v1.34.1+lke1');
  });

  it('takes a month of 730 hours for what is billed by the hour alone, in each region', async () => {
    const prices = { hourly: 0.07, monthly: null };
    const region_prices = [{ id: 'id-cgk', hourly: 0.084, monthly: 0 }];
    Object.assign(lists['linode/types']?.[0] ?? {}, { price: prices, region_prices });

    await refresh();

    expect(written().instanceTypes[String(lists['linode/types']?.[0]?.id)]?.price).toEqual({
      ...{ monthly: '51.1', hourly: '0.07' },
      regions: { 'id-cgk': '61.32' },
    });
  });

  it('completes a price that was recorded without those of the regions', async () => {
    copyFileSync(OFFER, join(folder, 'offer.json'));

    expect(differing((await refresh()).stdout)).toContain('~ instanceTypes g7-dedicated-4-2');
    expect(written().instanceTypes['g7-dedicated-4-2']?.price).toEqual({ monthly: '43', regions: {} });
  });

  it('reads the price of the enterprise tier from the beta, and what is paid by the GB', async () => {
    Object.assign(lists['lke/types']?.at(-1) ?? {}, { price: { hourly: 0.5, monthly: 333 } });
    Object.assign(lists['network-transfer/prices']?.[0] ?? {}, { price: { hourly: 0.006, monthly: null } });

    expect(differing((await refresh()).stdout)).toEqual(['~ services lke-e', '~ usage network-transfer']);
    expect(written().services['lke-e']).toEqual({ monthly: '333', regions: {} });
    expect(written().usage['network-transfer']).toMatchObject({ perGb: '0.006', regions: { 'br-gru': '0.007' } });
  });

  it('takes no price for an unknown one, not for nothing', async () => {
    const highAvailability = lists['lke/types']?.find(({ id }) => id === 'lke-ha');
    Object.assign(lists['linode/types']?.[0] ?? {}, { price: { hourly: 0, monthly: 0 }, region_prices: [] });
    Object.assign(highAvailability ?? {}, { price: { hourly: 0.1, monthly: 0.1 + 0.2 } });

    await refresh();

    expect(written().instanceTypes[String(lists['linode/types']?.[0]?.id)]?.price).toBeNull();
    expect(written().services['lke-ha']).toMatchObject({ monthly: '0.3' });
  });

  it('ends with 2 and writes nothing with --check, where something differs', async () => {
    lists['lke/versions']?.push({ id: '1.36' });

    const { code, stdout } = await refresh('--check');
    expect([code, differing(stdout)]).toEqual([2, ['~ kubernetes standard']]);
    expect(written()).toEqual(committed());
  });

  it.each([
    ['most types are missing', 'linode/types', /told 3 instanceTypes, and there were 72: .*nothing is written/],
    ['a list is not there', 'volumes/types', /volumes\/types\?page=1&page_size=500: it answers 404/],
  ])('writes nothing when %s', async (_what, list, message) => {
    if (list === 'volumes/types') lists = { ...lists, [list]: undefined as never };
    else lists[list]?.splice(3);

    expect(await refresh()).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(message) as string });
    expect(written()).toEqual(committed());
  });
});
