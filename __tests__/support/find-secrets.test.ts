import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { secretsIn } from './find-secrets';

describe('the search for secrets', () => {
  const secrets = { token: 'a-token-that-nobody-may-see', key: 'a-key-that-nobody-may-see' };
  const text = `before ${secrets.token} after`;
  const base64 = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64');

  it.each([
    ['as it stands', strToU8(text)],
    ['in base64', strToU8(`{"value":"${base64(text)}"}`)],
    ['in base64 of base64', strToU8(base64(`kubeconfig: ${base64(text)}`))],
    ['gzipped', gzipSync(text)],
    ['gzipped and in base64', strToU8(`release: ${base64(gzipSync(text))}`)],
    ['zipped', zipSync({ 'plan.json': strToU8(text) })],
    ['in base64, zipped', zipSync({ 'state.json': strToU8(`"${base64(text)}"`) })],
  ])('finds one %s', (_, bytes) => {
    expect(secretsIn(bytes, secrets)).toEqual(['token']);
  });

  it('finds nothing where there is none', () => {
    expect(secretsIn(strToU8(base64('an ordinary text of some length')), secrets)).toEqual([]);
  });
});
