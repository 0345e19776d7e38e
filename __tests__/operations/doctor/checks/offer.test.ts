import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { INSTANCE_TYPES } from '@lke-platform/stand-ins/world/linode/instance-types';
import { REGIONS } from '@lke-platform/stand-ins/world/linode/regions';
import { offer } from '../../../../operations/doctor/checks/offer';
import { Ward } from '../../../support/doctor';
import { exampleData, platformOf } from '../../../support/platforms';

describe('the check of what Linode offers', () => {
  const example = platformOf(exampleData());
  const ENTERPRISE = { ...example.cluster, tier: 'enterprise', kubernetesVersion: 'v1.33.6+lke7' };
  let ward: Ward;
  let versions: object;
  beforeAll(async () => {
    ward = await Ward.open();
    versions = { ...ward.linode.world.linode.versions };
  });
  afterEach(() => {
    jest.restoreAllMocks();
    ward.linode.world.faults.clear();
    Object.assign(ward.linode.world.linode.versions, versions);
  });
  afterAll(() => ward.close());

  const find = (data: object = {}) => ward.find(offer, { data, variables: { LINODE_TOKEN: undefined } });
  const region = () => REGIONS.find(({ id }) => id === example.cluster.region) ?? fail();
  const fail = (): never => {
    throw new Error('the example is in no region of the stand-in');
  };

  it('is content with what is offered, without a token', async () => {
    expect(await find()).toEqual({ status: 'ok', found: expect.stringContaining(example.cluster.region) as string });
  });

  it('warns of a version that is offered no more: a cluster that has it keeps it', async () => {
    ward.linode.world.linode.versions.standard = ['1.40', '1.41'];

    expect(await find()).toEqual({
      status: 'warn',
      found: `Kubernetes ${example.cluster.kubernetesVersion} is not offered on the tier standard`,
      fix: expect.stringContaining('set cluster.kubernetesVersion to one of 1.40, 1.41') as string,
    });
  });

  it('compares the version of an enterprise cluster with those of its tier', async () => {
    const data = { cluster: ENTERPRISE };
    expect(await ward.find(offer, { data })).toMatchObject({ status: 'ok' });

    ward.linode.world.linode.versions.enterprise = ['v1.34.1+lke1'];
    expect(await ward.find(offer, { data })).toMatchObject({
      status: 'warn',
      found: 'Kubernetes v1.33.6+lke7 is not offered on the tier enterprise',
    });
  });

  it.each([
    ['Kubernetes', {}],
    // Only clusters of the enterprise tier join one.
    ['VPCs', { cluster: ENTERPRISE, network: { vpc: { subnet: '10.0.0.0/14' } } }],
  ])('fails where the region lost %s', async (capability, data) => {
    const had = region().capabilities;
    jest.replaceProperty(
      region(),
      'capabilities',
      had.filter((each) => each !== capability),
    );

    expect(await find(data)).toEqual({
      status: 'fail',
      found: `the region ${example.cluster.region} does not offer ${capability}`,
      fix: expect.stringContaining('choose a region that does (') as string,
    });
  });

  it('fails where there is no such region', async () => {
    jest.replaceProperty(region(), 'id', 'xx-nowhere');

    expect(await find()).toMatchObject({ status: 'fail', found: `there is no region ${example.cluster.region}` });
  });

  it('names every type that is gone, or has another size than quotas were computed from', async () => {
    const [gone, other] = [
      ...new Set(example.environments.flatMap(({ nodePools }) => nodePools.map((pool) => pool.instanceType))),
    ];
    const typeOf = (id: string | undefined) => INSTANCE_TYPES.find((type) => type.id === id) ?? fail();
    jest.replaceProperty(typeOf(other), 'vcpus', 3);
    jest.replaceProperty(typeOf(gone), 'id', 'g0-old-1');

    const { status, found, fix } = await find();
    expect(status).toBe('warn');
    expect(found).toContain(`there is no instance type ${gone} (any more)`);
    expect(found).toContain(`${other} has 3 vCPUs`);
    expect(fix).toContain('npm run catalogue');
  });

  it.each([429, 503])('does not know while the API answers %d', async (status) => {
    ward.linode.world.faults.refuse({ type: 'api', name: '/linode/types' }, { message: 'not now', status, times: 9 });

    expect(await find()).toEqual({
      status: 'not-checked',
      found: `GET /linode/types: it answers ${status}`,
      fix: expect.stringContaining('run doctor again in some minutes') as string,
    });
  });

  it.each([401, 404])('says that a list is public where it is answered by %d', async (status) => {
    ward.linode.world.faults.refuse({ type: 'api', name: '/lke/versions' }, { message: 'no', status, times: 9 });

    expect(await find()).toMatchObject({
      status: 'not-checked',
      found: `GET /lke/versions: it answers ${status}`,
      fix: expect.stringContaining('takes no token') as string,
    });
  });

  it('tells a slow API and one that is down', async () => {
    ward.linode.world.faults.delay({ type: 'api' }, 1500);
    expect(await ward.find(offer, { timeoutMs: 300 })).toMatchObject({
      status: 'not-checked',
      found: expect.stringContaining('none in 0.3 seconds') as string,
    });

    expect(await ward.find(offer, { variables: { LKE_PLATFORM_LINODE_API: 'http://127.0.0.1:9' } })).toMatchObject({
      status: 'not-checked',
      found: expect.stringContaining('no answer') as string,
    });
  });

  it.each(['<html>Sign in</html>', '{"data": []}', '{"data": [{"id": 1}]}'])('is not fooled by %s', async (page) => {
    const server = createServer((_, response) => response.end(page)).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;

    expect(
      await ward.find(offer, { variables: { LKE_PLATFORM_LINODE_API: `http://127.0.0.1:${port}` } }),
    ).toMatchObject({
      status: 'not-checked',
      found: expect.stringContaining('is not the Linode API') as string,
    });
    server.close();
  });
});
