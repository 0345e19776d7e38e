import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENGINE_TIMEOUT_MS, engineSuite } from '../testing/engine-suite';
import { startStandIn, type StandIn } from '../start';
import { Root } from '../testing/root';

jest.setTimeout(ENGINE_TIMEOUT_MS);

const LINODE = { linode: { source: 'linode/linode' } };
const VPC = 'linode_vpc.it';

function vpc(fields: object = {}, provider: object | object[] = {}): object {
  return {
    terraform: { required_providers: LINODE },
    provider: { linode: provider },
    resource: { linode_vpc: { it: { label: 'it', region: 'us-ord', ...fields } } },
  };
}

describe('the environment of the stand-in', () => {
  it('names every provider under the registries of both engines (P1)', async () => {
    const standIn = await startStandIn();
    standIn.stop();
    const { env, reattach, reattachOpenTofu } = standIn;
    const names = (json = '{}') => Object.keys(JSON.parse(json) as object);
    const sources = ['linode/linode', 'hashicorp/kubernetes', 'hashicorp/helm'];
    expect(names(reattach)).toEqual(sources.map((it) => `registry.terraform.io/${it}`));
    expect(names(reattachOpenTofu)).toEqual(sources.map((it) => `registry.opentofu.org/${it}`));
    expect(names(env.TF_REATTACH_PROVIDERS)).toEqual([...names(reattach), ...names(reattachOpenTofu)]);
  });
});

engineSuite('the provider stand-in', () => {
  let standIn: StandIn;
  let root: Root;
  beforeEach(async () => {
    standIn = await startStandIn();
    root = new Root(standIn.env);
  });
  afterEach(() => {
    root.remove();
    standIn.stop();
  });

  it('keeps the configurations of one run apart (P2)', async () => {
    const providers = [{}, { alias: 'refused', token: 'wrong' }];
    const { errors } = await root.plan(vpc({ provider: 'linode.refused' }, providers));
    expect(errors).toEqual(['Error connecting to the Linode API: [401] Invalid Token']);
    expect(await root.apply(vpc({}, providers))).toMatchObject({ code: 0 });
  });

  it('runs each credential command where its engine runs, also with two at once (P4)', async () => {
    const runs = ['one.example', 'two.example'].map(async (host) => {
      const { token } = standIn.world.createKubernetesCluster(host);
      const other = new Root(standIn.env);
      const credential = { apiVersion: 'client.authentication.k8s.io/v1', kind: 'ExecCredential', status: { token } };
      writeFileSync(join(other.directory, 'credential.json'), JSON.stringify(credential));
      const exec = { api_version: credential.apiVersion, command: 'cat', args: ['credential.json'] };
      const run = await other.apply({
        terraform: { required_providers: { kubernetes: { source: 'hashicorp/kubernetes' } } },
        provider: { kubernetes: { host, exec } },
        resource: { kubernetes_namespace_v1: { it: { metadata: { name: 'it' } } } },
      });
      other.remove();
      return run.errors;
    });
    expect(await Promise.all(runs)).toEqual([[], []]);
  });

  it('refuses what a test tells it to refuse, as often as told, and works on (P5)', async () => {
    const { faults } = standIn.world;
    faults.refuse({ type: 'linode_vpc', name: 'it', operation: 'create' }, { message: 'No more VPCs', times: 2 });
    faults.refuse({ type: 'linode_vpc', name: 'other' }, { message: 'not meant' });
    expect((await root.apply(vpc())).errors).toEqual(['No more VPCs']);
    expect((await root.apply()).errors).toEqual(['No more VPCs']);
    expect(await root.apply()).toMatchObject({ code: 0 });
    faults.refuse({ type: 'linode_vpc', operation: 'read' }, { message: 'Gone away' });
    expect((await root.plan()).errors).toEqual(['Gone away']);
  });

  it('takes as long as a test tells it to (P6)', async () => {
    standIn.world.faults.delay({ type: 'linode_vpc', operation: 'create' }, 400);
    const start = Date.now();
    await root.apply(vpc());
    expect(Date.now() - start).toBeGreaterThan(400);
  });

  it('plans what waits for something that does not exist yet (P7)', async () => {
    const { code, actions } = await root.plan({
      terraform: { required_providers: LINODE },
      resource: {
        linode_vpc: { it: { label: 'it', region: 'us-ord' } },
        linode_vpc_subnet: { it: { vpc_id: `\${${VPC}.id}`, label: 'subnet', ipv4: '10.0.0.0/24' } },
      },
    });
    expect([code, actions]).toEqual([2, { [VPC]: 'create', 'linode_vpc_subnet.it': 'create' }]);
  });

  it('asks the API for instance types when it is configured, also for a plan of nothing (P9)', async () => {
    await root.plan(vpc());
    expect(standIn.world.requests).toMatchObject([{ method: 'GET', path: '/linode/types' }]);
  });

  it('takes a state of an older schema (P8)', async () => {
    const balancer = {
      terraform: { required_providers: LINODE },
      resource: { linode_nodebalancer: { it: { label: 'it1', region: 'us-ord' } } },
    };
    await root.apply(balancer);
    const state = JSON.parse((await root.run('state', 'pull')).output) as {
      serial: number;
      resources: { instances: { schema_version: number; attributes: Record<string, unknown> }[] }[];
    };
    const instance = state.resources[0]?.instances[0];
    Object.assign(instance ?? {}, { schema_version: 0 });
    Object.assign(instance?.attributes ?? {}, { transfer: { in: '1', out: '2', total: '3' } });
    writeFileSync(join(root.directory, 'older.json'), JSON.stringify({ ...state, serial: state.serial + 1 }));
    await root.run('state', 'push', 'older.json');
    expect(await root.plan()).toMatchObject({ code: 0, errors: [] });
  });
});
