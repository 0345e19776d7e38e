import type { Event } from '@linode/api-v4';
import { lastEvents, whoChanged } from '../../../../operations/drift/who/linode-events';
import { startLinodeApi } from '../../../support/linode-api';

const event = (
  about: { url?: string; action?: string; by?: string | null; at?: string; status?: string } = {},
): Event => {
  const { url = '/v4/lke/clusters/1', action = 'lke_node_create', by = 'jane', at = '2026-11-28T06:00:00' } = about;
  return {
    ...{ action, created: at, username: by, status: about.status ?? 'finished' },
    entity: { url, id: 1, type: 'lkecluster', label: 'acme' },
  } as unknown as Event;
};
const who = (type: string, ids: readonly string[], ...events: Event[]) => whoChanged(events, type, ids)?.who;
const CLUSTER = ['linode_lke_cluster', ['1']] as const;

describe('who changed something at Linode', () => {
  it('is told by the last event about it, with its time in UTC', () => {
    const [last, former] = [event({ by: 'kim', at: '2026-11-28T07:00:00' }), event()];

    expect(whoChanged([last, former], 'linode_lke_cluster', ['1'])).toEqual({
      ...{ who: 'kim', when: '2026-11-28T07:00:00Z', source: 'linode-events' },
    });
  });

  it.each([
    ['failed', event({ status: 'failed' })],
    ['only looked', event({ action: 'lke_cluster_view' })],
    ['signed in', event({ action: 'user_login' })],
    ['was Linode itself', event({ by: null })],
    ['was about another cluster', event({ url: '/v4/lke/clusters/12' })],
    ['was about another kind', event({ url: '/v4/vpcs/1' })],
  ])('is nobody who %s', (_, other) => {
    expect(who(...CLUSTER, other)).toBeUndefined();
    expect(who(...CLUSTER, other, event({ by: 'kim' }))).toBe('kim');
  });

  it('is who changed a part of it, and not what begins alike', () => {
    expect(who(...CLUSTER, event({ url: '/v4beta/lke/clusters/1/pools/7' }))).toBe('jane');
    expect(who('linode_lke_node_pool', ['1', '7'], event({ url: '/v4/lke/clusters/1/pools/7' }))).toBe('jane');
    expect(who('linode_lke_node_pool', ['1', '7'], event({ url: '/v4/lke/clusters/1/pools/70' }))).toBeUndefined();
  });

  it('is told by an event about the whole, where its action is about such a part', () => {
    const whole = (action: string) => event({ url: '/v4/lke/clusters/1/', action });

    expect(who('linode_lke_node_pool', ['1', '7'], whole('lke_pool_delete'))).toBe('jane');
    expect(who('linode_lke_node_pool', ['1', '7'], whole('lke_node_create'))).toBeUndefined();
    expect(
      who('linode_domain_record', ['1', '7'], event({ url: '/v4/domains/1', action: 'domain_record_update' })),
    ).toBe('jane');
    expect(who('linode_vpc_subnet', ['1', '7'], event({ url: '/v4/vpcs/1', action: 'vpc_update' }))).toBeUndefined();
  });

  it('is nobody before the apply that put it as it was', () => {
    const after = (time: string) => whoChanged([event()], 'linode_lke_cluster', ['1'], time);

    expect(after('2026-11-28T06:00:00.500Z')).toMatchObject({ who: 'jane' });
    expect(after('2026-11-28T06:00:01.000Z')).toBeUndefined();
  });

  it('is not known of a kind that has no events', () => {
    expect(who('helm_release', ['1'], event())).toBeUndefined();
  });

  it('is looked for in the last five hundred, more than a page has by itself', async () => {
    const api = await startLinodeApi();
    const { events } = api.world.linode;
    for (let id = 0; id < 600; id += 1) events.push({ ...event(), id } as unknown as (typeof events)[number]);

    expect(await lastEvents()).toHaveLength(500);
    api.stop();
  });
});
