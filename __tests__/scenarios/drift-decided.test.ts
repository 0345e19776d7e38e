import { ENGINE_TIMEOUT_MS, engineSuite } from '@lke-platform/stand-ins/testing/engine-suite';
import { Root } from '@lke-platform/stand-ins/testing/root';
import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import { type StandIn, startStandIn } from '@lke-platform/stand-ins/start';
import { DECIDED_OUTPUT, withDecidedOutput } from '../../operations/drift/decided/decided-output';
import { pinsOf } from '../../operations/drift/decided/pinned';
import { PlanReader } from '../../operations/drift/read-plan';

jest.setTimeout(ENGINE_TIMEOUT_MS);

/** What a root module may say: each way to write a value that may be null. */
const MODULE = {
  variable: { key: { type: 'string', sensitive: true, default: 'canary-key' } },
  locals: { pools: { scaled: { count: null, room: [{ min: 1, max: 3 }] }, fixed: { count: 3, room: [] } } },
  resource: {
    terraform_data: {
      none: { input: '${null}' },
      referring: { input: '${one([for it in terraform_data.counted : it.input if it.input == 7])}' },
      later: { input: '${terraform_data.none.id}' },
      secret: { input: '${var.key}' },
      template: { input: 'a "quoted" ${"text"} of\n$${two} lines' },
      counted: { count: 2, input: '${count.index == 0 ? null : count.index}' },
    },
    linode_lke_node_pool: {
      pool: {
        for_each: '${local.pools}',
        cluster_id: 4711,
        type: 'g6-standard-1',
        node_count: '${each.value.count}',
        label: 'a-${each.key}',
        dynamic: {
          autoscaler: {
            for_each: '${each.value.room}',
            iterator: 'room',
            content: { min: '${room.value.min}', max: '${room.value.max}' },
          },
        },
      },
    },
    linode_firewall: {
      fw: {
        label: 'firewall',
        inbound_policy: 'DROP',
        outbound_policy: '${true ? "ACCEPT" : null}',
        dynamic: {
          inbound: {
            for_each: [{ ports: '443', ipv4: ['0.0.0.0/0'] }],
            content: {
              label: 'rule-${inbound.key}',
              action: 'ACCEPT',
              protocol: 'TCP',
              ports: '${inbound.value.ports}',
              ipv4: '${length(inbound.value.ipv4) > 0 ? inbound.value.ipv4 : null}',
            },
          },
        },
      },
    },
  },
};

engineSuite('what the engine says that a configuration decides', () => {
  let s3: S3StandIn;
  let standIn: StandIn;
  let root: Root;
  let pins: ReturnType<typeof pinsOf>;
  let shown: string;
  beforeAll(async () => {
    s3 = await S3StandIn.start();
    standIn = await startStandIn({ objectStorage: s3.access() });
    root = new Root(standIn.env);
    const linode = { source: 'linode/linode' };
    const { errors } = await root.plan(
      withDecidedOutput({ terraform: { required_providers: { linode } }, ...MODULE }),
      '-out=plan',
    );
    expect(errors).toEqual([]);
    shown = (await root.run('show', '-json', 'plan')).output;
    const reader = new PlanReader();
    reader.write(shown);
    pins = pinsOf(JSON.stringify(MODULE), reader.end().decided);
  });
  afterAll(async () => {
    root.remove();
    standIn.stop();
    await s3.stop();
  });

  it.each([
    ['an expression that has a value', 'linode_firewall.fw', ['outbound_policy']],
    ['the text of a template', 'terraform_data.template', ['input']],
    ['what is known only when it is applied', 'terraform_data.later', ['input']],
    ['a secret', 'terraform_data.secret', ['input']],
    ['the value of one of a number of instances', 'terraform_data.counted[1]', ['input']],
    ['the value of one of several instances', 'linode_lke_node_pool.pool["fixed"]', ['node_count']],
    ['a value of a block that is made for each entry', 'linode_lke_node_pool.pool["scaled"]', ['autoscaler', 0, 'max']],
    ['a value of such a block of a list that is written out', 'linode_firewall.fw', ['inbound', 0, 'ipv4']],
    ['an instance', 'linode_lke_node_pool.pool["fixed"]', []],
  ] as const)('is %s', (_, address, path) => {
    expect(pins(address, path)).toBe(true);
  });

  it.each([
    ['an expression that is null', 'terraform_data.none', ['input']],
    ['a reference that leads to null', 'terraform_data.referring', ['input']],
    ['null in one of a number of instances', 'terraform_data.counted[0]', ['input']],
    ['null in one of several instances', 'linode_lke_node_pool.pool["scaled"]', ['node_count']],
    ['a block of which there is none', 'linode_lke_node_pool.pool["fixed"]', ['autoscaler', 0, 'max']],
    ['what the provider computes', 'linode_firewall.fw', ['status']],
    ['an instance that is not wanted', 'linode_lke_node_pool.pool["gone"]', []],
  ] as const)('is not %s', (_, address, path) => {
    expect(pins(address, path)).toBe(false);
  });

  it('is told in an output that the engine shows to nobody who does not ask for it', async () => {
    const { output } = await root.run('show', '-no-color', 'plan');

    expect(output).toContain(`${DECIDED_OUTPUT} = (sensitive value)`);
    expect(output).not.toContain('canary-key');
  });
});
