import { secretReader } from '../../../../operations/drift/notify/read-secret';
import { openSources } from '../../../../operations/secrets/sources/sources';
import { examplePlatform } from '../../../support/platforms';
import { bytes, MemorySource, sourcesOf } from '../../../support/secrets/memory';

jest.mock('../../../../operations/secrets/sources/sources');

describe('the secret with which somebody is told', () => {
  let source: MemorySource;
  const read = (place: string, environment: Record<string, string> = {}) => {
    jest.mocked(openSources).mockReturnValue(sourcesOf(source));
    return secretReader(examplePlatform(), environment)(place);
  };
  beforeEach(async () => {
    source = new MemorySource();
    await source.write('drift/github', { token: bytes('t0ken\n'), webhook: bytes('https://hooks.example') }, 0);
  });

  it('is that of an environment variable, where the file names one', async () => {
    expect(await read('env:GITHUB_TOKEN', { GITHUB_TOKEN: 't0ken' })).toBe('t0ken');
    await expect(read('env:GITHUB_TOKEN')).rejects.toThrow('GITHUB_TOKEN is not set');
    await expect(read('env:GITHUB_TOKEN', { GITHUB_TOKEN: '' })).rejects.toThrow('GITHUB_TOKEN is not set');
  });

  it('is the key of a secret that is named, without what ends its line', async () => {
    expect(await read('ext-vault://drift/github#token')).toBe('t0ken');
    expect(await read('ext-vault://drift/github#webhook')).toBe('https://hooks.example');
  });

  it('is the first of a secret of which no key is named, and never another one than is', async () => {
    expect(await read('ext-vault://drift/github')).toBe('t0ken');
    await expect(read('ext-vault://drift/github#tokens')).rejects.toThrow(
      'ext-vault://drift/github#tokens holds nothing',
    );
  });

  it('is missed where there is none', async () => {
    await expect(read('ext-vault://drift/other')).rejects.toThrow('ext-vault://drift/other holds nothing');
  });
});
