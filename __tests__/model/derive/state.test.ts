import { MINIMAL, platformOf } from '../../support/platforms';

describe('the remote state', () => {
  it("lies in four buckets of the cluster's region, without versions", () => {
    expect(platformOf(MINIMAL).state).toEqual({
      region: 'nl-ams',
      endpointHost: 'nl-ams-1.linodeobjects.com',
      endpoint: 'https://nl-ams-1.linodeobjects.com',
      buckets: { state: 'acme-state', artifacts: 'acme-artifacts', ledger: 'acme-ledger', reports: 'acme-reports' },
      bucketPrefix: 'acme',
      versioning: false,
    });
  });

  it('lies elsewhere if the file says so', () => {
    expect(platformOf(`${MINIMAL}state: { region: us-ord, bucketPrefix: acme-platform }\n`).state).toMatchObject({
      region: 'us-ord',
      endpoint: 'https://us-ord-10.linodeobjects.com',
      buckets: { state: 'acme-platform-state' },
    });
  });

  it('lies behind another endpoint of the region if the file names it', () => {
    expect(
      platformOf(`${MINIMAL}state: { region: us-ord, endpointHost: us-ord-1.linodeobjects.com }\n`).state.endpoint,
    ).toBe('https://us-ord-1.linodeobjects.com');
  });

  it('is reached by the address of sources, which wins', () => {
    expect(platformOf(`${MINIMAL}sources: { objectStorage: 'https://s3.acme.example' }\n`).state.endpoint).toBe(
      'https://s3.acme.example',
    );
  });
});
