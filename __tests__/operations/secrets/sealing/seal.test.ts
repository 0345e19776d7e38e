import { randomBytes } from 'node:crypto';
import { readCertificate } from '../../../../operations/secrets/sealing/certificate';
import { sealFields } from '../../../../operations/secrets/sealing/seal';
import { sealingPair, unseal } from '../../../support/secrets/sealing-pair';

const pair = sealingPair();
const { key } = readCertificate(pair.certificate, 'a test', new Date());
const place = { namespace: 'env-production', name: 'shop' };

it.each([
  ['a text', Buffer.from('hunter2 ü')],
  ['bytes that are not a text', Buffer.from([0xff, 0x00, 0xfe, 0x0a, 0x80])],
  ['nothing', Buffer.alloc(0)],
  ['much', randomBytes(300_000)],
])('seals %s so that it comes out as it went in', (_, value) => {
  const { it: sealed = '' } = sealFields(key, place, { it: value });

  expect(Buffer.from(unseal(pair, 'env-production/shop', sealed)).equals(value)).toBe(true);
});

it('opens under no other name, and in no other namespace', () => {
  const { it: sealed = '' } = sealFields(key, place, { it: Buffer.from('x') });

  expect(() => unseal(pair, 'env-production/other', sealed)).toThrow();
  expect(() => unseal(pair, 'env-staging/shop', sealed)).toThrow();
});

it('seals the same value differently each time', () => {
  const seal = () => sealFields(key, place, { it: Buffer.from('x') }).it;

  expect(seal()).not.toBe(seal());
});
