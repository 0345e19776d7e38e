import { type Judged, standsAgainst } from '../../../operations/retirement/stands-against';
import { loadPlatform } from '../../../model/load';
import { MINIMAL } from '../../support/platforms';

const { platform } = loadPlatform(MINIMAL, { file: 'platform.yaml', environment: {} });
const environment = platform!.environments.find(({ name }) => name === 'production')!;

const against = (changes: Partial<Judged>) =>
  standsAgainst({
    ...{ environment, status: 'ready', isThere: true, claims: [], fates: {}, given: {} },
    ...{ file: 'platform.yaml', text: MINIMAL, variables: {} },
    ...changes,
  });

describe('what stands against a retirement', () => {
  it('is nothing where the environment is ready, and where a former run has retired it', () => {
    expect(against({})).toEqual([]);
    expect(against({ status: 'retired', isThere: false })).toEqual([]);
  });

  it('is that it is system', () => {
    expect(against({ environment: { ...environment, name: 'system' } })).toMatchObject([
      { what: 'system cannot be retired: every other environment stands on it' },
    ]);
  });

  it.each(['provisioning', 'degraded', 'recovering'] as const)('is that it is %s, with what leads on', (status) => {
    expect(against({ status })).toMatchObject([
      { given: status, fix: expect.stringContaining('npx lke-platform environment verify production') as string },
    ]);
  });

  it('is that there is nothing to back up', () => {
    expect(against({ isThere: false })).toMatchObject([
      { what: expect.stringContaining('there is no namespace env-production') as string },
    ]);
  });

  it('is a claim of which nothing is said, whatever was said of others that are gone', () => {
    const claims = [{ name: 'data', volume: 'pv-1', size: '10Gi' }];

    expect(against({ claims, fates: { gone: 'keep' } })).toMatchObject([
      { what: 'what becomes of the data of the claim data (10Gi) is not said' },
    ]);
    expect(against({ claims, fates: { gone: 'keep', data: 'keep' } })).toEqual([]);
    expect(against({ claims, fates: { gone: 'keep', data: 'keep' }, given: { gone: 'keep' } })).toHaveLength(1);
  });

  it('is a file that would be wrong, or takes a person', () => {
    expect(against({ text: `${MINIMAL}    deletionProtection: true\n` })).toMatchObject([
      { what: 'production cannot be both retired and protected from deletion' },
    ]);
    expect(against({ text: 'environments:\n  production:\n' })).toMatchObject([
      { file: 'platform.yaml', fix: 'write retired: true into environments.production yourself, and go on' },
    ]);
  });
});
