import { readCertificate } from '../../../../operations/secrets/sealing/certificate';
import {
  isSealedFor,
  manifestText,
  parseManifest,
  sealedManifest,
} from '../../../../operations/secrets/sealing/manifest';
import { bytes, textOf } from '../../../support/secrets/memory';
import { sealingPair, unseal } from '../../../support/secrets/sealing-pair';

const pair = sealingPair();
const certificate = readCertificate(pair.certificate, 'a test', new Date());
const item = { name: 'shop-tls', namespace: 'env-production', type: 'kubernetes.io/tls' } as const;
const sealing = { item, version: 3, certificate };
const fields = { 'tls.crt': bytes('c'), 'tls.key': bytes('k') };
const manifest = sealedManifest(sealing, fields);

it('is a SealedSecret of strict scope, with the type of its Secret', () => {
  expect(manifest).toMatchObject({
    apiVersion: 'bitnami.com/v1alpha1',
    kind: 'SealedSecret',
    metadata: { name: 'shop-tls', namespace: 'env-production' },
    spec: { template: { type: 'kubernetes.io/tls', metadata: { name: 'shop-tls', namespace: 'env-production' } } },
  });
  expect(Object.keys(manifest.metadata.annotations).filter((key) => key.includes('sealedsecrets'))).toEqual([]);
  expect(textOf(unseal(pair, 'env-production/shop-tls', manifest.spec.encryptedData['tls.key'] ?? ''))).toBe('k');
});

it('gives its Secret the labels by which it is found', () => {
  const labels = { 'argocd.argoproj.io/secret-type': 'repository' };
  const { spec } = sealedManifest({ ...sealing, item: { ...item, labels } }, fields);

  expect(spec.template).toMatchObject({ metadata: { labels } });
});

it('is read back as it was written', () => {
  expect(parseManifest(manifestText(manifest))).toEqual(manifest);
  expect(parseManifest('kind: ConfigMap')).toBeUndefined();
  expect(parseManifest('{')).toBeUndefined();
});

it('is sealed anew when somebody changed its file, as in a conflict', () => {
  const changed = parseManifest(manifestText(manifest).replace(/tls\.key: \S{9}/, 'tls.key: AAAAAAAAA'));
  const extended = {
    ...manifest,
    spec: { ...manifest.spec, template: { type: 'kubernetes.io/tls', immutable: true } },
  };

  for (const found of [changed!, extended]) expect(isSealedFor(found, sealing, fields)).toBe(false);
  expect(isSealedFor(parseManifest(manifestText(manifest))!, sealing, fields)).toBe(true);
});

it('stays while version, key, type and fields are the same', () => {
  expect(isSealedFor(manifest, sealing, fields)).toBe(true);
  expect(isSealedFor(manifest, { ...sealing, version: 4 }, fields)).toBe(false);
  expect(isSealedFor(manifest, { ...sealing, item: { ...item, type: 'Opaque' } }, fields)).toBe(false);
  expect(isSealedFor(manifest, { ...sealing, certificate: { ...certificate, fingerprint: 'other' } }, fields)).toBe(
    false,
  );
  expect(isSealedFor(manifest, sealing, { 'tls.crt': bytes('c') })).toBe(false);
});
