import { firewallChanges } from '../../../operations/adopt/firewall-changes';
import { adopted, live, liveFirewall } from '../../support/live';

const RULE = { label: 'web', action: 'ACCEPT', protocol: 'TCP', ports: '443', addresses: { ipv4: ['0.0.0.0/0'] } };

function changes(more: Parameters<typeof liveFirewall>[0]) {
  const it = live({ firewall: liveFirewall({ tags: ['shop'], ...more }) });
  return firewallChanges(it, adopted(it).platform).map(({ attribute, before, after }) => [attribute, before, after]);
}

describe('what the first apply changes of a firewall', () => {
  it('is nothing where the platform says all there is', () => {
    expect(changes({})).toEqual([]);
  });

  it('is its tags', () => {
    expect(changes({ tags: ['by-hand'] })).toEqual([['tags', ['by-hand'], ['shop']]]);
  });

  it('is that it is on', () => {
    expect(changes({ status: 'disabled' })).toEqual([['disabled', true, false]]);
  });

  it.each([
    ['the description of a rule', { description: 'the shop' }, ['inbound[1].description', 'the shop', '']],
    ['the label of a rule without one', { label: null }, ['inbound[1].label', '', 'inbound-2']],
    [
      'a network with host bits',
      { addresses: { ipv4: ['10.1.2.3/8'] } },
      ['inbound[1].ipv4', ['10.1.2.3/8'], ['10.0.0.0/8']],
    ],
  ])('is %s', (_what, more, change) => {
    const inbound = [RULE, { ...RULE, label: 'second', ...more }];

    expect(changes({ rules: { inbound } })).toEqual([change]);
  });
});
