import { environmentOpenings } from '../../../constructs/environment/network-policies';

const NOTHING = { internetEgress: false, allowFrom: [], allowTo: [] };
const names = (flows: Partial<Parameters<typeof environmentOpenings>[0]> = {}) =>
  Object.keys(environmentOpenings({ ...NOTHING, ...flows }));

describe('what is open between an environment and the rest', () => {
  it('is no more than it needs, where its file says nothing', () => {
    expect(names()).toEqual([...['allow-dns', 'allow-same-namespace', 'allow-ingress-controller', 'allow-monitoring']]);
  });

  it('is another environment where the file lets it in, or is let in by its file, each for itself', () => {
    expect(names({ allowFrom: ['staging'] })).toContain('allow-from-environments');
    expect(names({ allowFrom: ['staging'] })).not.toContain('allow-to-environments');
    expect(names({ allowTo: ['staging'] })).toContain('allow-to-environments');
    expect(names({ allowTo: ['staging'] })).not.toContain('allow-from-environments');
  });

  it('is the internet where the file says so, and no private address: not those of nodes, pods, or what lies beside them', () => {
    const { 'allow-internet': opening } = environmentOpenings({ ...NOTHING, internetEgress: true });

    expect(opening?.egress).toMatchObject([
      {
        to: [
          {
            ipBlock: {
              cidr: '0.0.0.0/0',
              except: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '169.254.0.0/16', '100.64.0.0/10'],
            },
          },
          { ipBlock: { cidr: '::/0', except: ['fc00::/7', 'fe80::/10'] } },
          {}, // the ingress
        ],
      },
    ]);
    expect(opening).not.toHaveProperty('ingress');
  });
});
