import { argoCdOpenings } from '../../../constructs/argocd/network-policies';

describe("what is open around Argo CD's pods", () => {
  const openings = argoCdOpenings('10.2.0.0/16');

  it('is no more than it needs', () => {
    expect(Object.keys(openings)).toEqual(['allow-dns', 'allow-same-namespace', 'allow-outside', 'allow-monitoring']);
  });

  it('is the way to whatever is not a pod: the API server, and git', () => {
    const text = JSON.stringify(openings['allow-outside']);

    expect(text).toContain('10.2.0.0/16');
    expect(text).toContain('except');
    expect(openings['allow-outside']).not.toHaveProperty('ingress');
  });

  it('is for monitoring the ports of the metrics alone, and not those of the interface', () => {
    const { ingress, ...others } = openings['allow-monitoring'] ?? {};

    expect(ingress).toMatchObject([{ ports: [{ port: '8082' }, { port: '8083' }, { port: '8084' }] }]);
    expect(others).toEqual({});
  });
});
