import { CHART_REPOSITORIES } from '../../model/entities/sources';
import { loadPlatform } from '../../model/load';
import { overrideSources, SOURCE_VARIABLES } from '../../model/overrides';
import { MINIMAL } from '../support/platforms';

describe('environment variables that win over sources', () => {
  it('are one for each address', () => {
    expect(SOURCE_VARIABLES.map(({ variable }) => variable)).toEqual([
      'LKE_PLATFORM_LINODE_API',
      'LKE_PLATFORM_OBJECT_STORAGE',
      'LKE_PLATFORM_REPOSITORY',
      'LKE_PLATFORM_CHARTS_PROMETHEUS_COMMUNITY',
      'LKE_PLATFORM_CHARTS_GRAFANA_COMMUNITY',
      'LKE_PLATFORM_CHARTS_OPEN_TELEMETRY',
      'LKE_PLATFORM_CHARTS_SEALED_SECRETS',
      'LKE_PLATFORM_CHARTS_ARGO_CD',
      'LKE_PLATFORM_PROVIDERS_LINODE',
      'LKE_PLATFORM_PROVIDERS_KUBERNETES',
      'LKE_PLATFORM_PROVIDERS_HELM',
      'LKE_PLATFORM_IMAGES_NODE',
    ]);
  });

  it('win over the file, which wins over the public addresses', () => {
    const text = `${MINIMAL}sources: {linodeApi: 'https://file.example', charts: {open-telemetry: 'oci://file.example/otel'}}\n`;
    const { platform } = loadPlatform(text, {
      file: 'platform.yaml',
      environment: { LKE_PLATFORM_LINODE_API: 'http://127.0.0.1:8080', LKE_PLATFORM_PROVIDERS_HELM: 'acme/helm' },
    });

    expect(platform?.sources).toMatchObject({
      linodeApi: 'http://127.0.0.1:8080',
      charts: { 'open-telemetry': 'oci://file.example/otel', 'sealed-secrets': CHART_REPOSITORIES['sealed-secrets'] },
      providers: { helm: 'acme/helm', linode: 'linode/linode' },
    });
  });

  it('are the endpoint of the buckets, too, where the region has none', () => {
    const text = MINIMAL.replace('nl-ams', 'us-west');
    const environment = { LKE_PLATFORM_OBJECT_STORAGE: 'https://s3.acme.example' };

    expect(loadPlatform(text, { file: 'platform.yaml' }).platform).toBeUndefined();
    expect(loadPlatform(text, { file: 'platform.yaml', environment }).platform?.state).toMatchObject({
      endpoint: 'https://s3.acme.example',
      endpointHost: 's3.acme.example',
    });
  });

  it('count for nothing when they are empty or unknown', () => {
    expect(overrideSources({ LKE_PLATFORM_LINODE_API: '', LKE_PLATFORM_CONFIG: 'x', HOME: '/' })).toEqual({
      sources: { charts: {}, providers: {}, images: {} },
      problems: [],
    });
  });

  it('are refused by name', () => {
    const environment = { LKE_PLATFORM_LINODE_API: 'api.acme.example', LKE_PLATFORM_PROVIDERS_HELM: 'helm' };
    const { platform, problems } = loadPlatform(MINIMAL, { file: 'platform.yaml', environment });

    expect(platform).toBeUndefined();
    expect(problems).toEqual([
      expect.objectContaining({
        severity: 'error',
        file: 'environment variable LKE_PLATFORM_LINODE_API',
        path: 'sources.linodeApi',
        what: 'the value of LKE_PLATFORM_LINODE_API is not allowed',
        given: 'api.acme.example',
        allowed: 'an address that starts with https:// or http://, without a version (/v4) and without a password',
        fix: 'correct LKE_PLATFORM_LINODE_API, or unset it',
      }),
      expect.objectContaining({ path: 'sources.providers.helm', given: 'helm' }),
    ]);
  });
});
