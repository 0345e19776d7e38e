import { contractTerms } from '../../../model/handoff/contract';
import { termsOfContract } from '../../../model/handoff/terms';
import { exampleData, examplePlatform, MINIMAL, platformOf } from '../../support/platforms';

const platform = examplePlatform();

describe('the terms of a hand-off contract', () => {
  it.each(['development', 'staging', 'production'] as const)('are whole for %s', (name) => {
    const terms = termsOfContract(platform, { name });

    expect(contractTerms.parse(terms)).toEqual(terms);
  });

  it('have what data-model.md asks for', () => {
    expect(termsOfContract(platform, { name: 'production' })).toMatchObject({
      environment: 'production',
      ingress_base_domain: 'shop.acme.example',
      observability_links: ['https://grafana.ops.acme.example/d/acme-production'],
      deployment_steps: [expect.stringContaining('Ask a platform engineer'), expect.anything(), expect.anything()],
    });
  });

  it('name the endpoint of the kubeconfig, and hold no address of one', () => {
    const terms = termsOfContract(platform, { name: 'production' });

    expect(terms?.access.request_url).toBe(
      'https://handoff.ops.acme.example/v1/environments/production/access-requests',
    );
    expect(JSON.stringify(terms)).not.toContain('kubeconfig_url');
  });

  it('name secrets, and never where their values are', () => {
    const text = JSON.stringify(termsOfContract(platform, { name: 'production' })?.secrets);

    expect(text).toContain('shop-database');
    expect(text).not.toContain('ext-vault://');
  });

  it('tell flows in both directions', () => {
    expect(termsOfContract(platform, { name: 'staging' })?.network.reached_from).toEqual(['development']);
    expect(termsOfContract(platform, { name: 'development' })?.network.reaches).toEqual(['staging']);
  });

  it('have no address of a service or of Grafana where the file names none', () => {
    const data = { ...exampleData(), handoffService: undefined };
    const terms = termsOfContract(platformOf(data), { name: 'production' });

    expect([terms?.access.request_url, terms?.observability_links]).toEqual([null, []]);
  });

  it('are none where an environment is not handed off', () => {
    expect(termsOfContract(platformOf(MINIMAL), { name: 'production' })).toBeUndefined();
    expect(termsOfContract(platform, { name: 'system' })).toBeUndefined();
  });
});
