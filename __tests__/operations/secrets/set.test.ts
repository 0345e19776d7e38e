import { parseEvent } from '../../../operations/ledger/event';
import { setBy } from '../../../operations/secrets/records';
import { setSecret } from '../../../operations/secrets/set';
import { recordOf } from '../../support/memory-ledger';
import { bytes, textOf } from '../../support/secrets/memory';
import { exampleEnvironment, memorySite } from '../../support/secrets/site';

const production = exampleEnvironment('production');
const system = exampleEnvironment('system');
const itemOf = (environment: typeof production, wanted: string) => {
  const found = environment.secretsBundle.items.find(({ name }) => name === wanted);
  if (!found) throw new Error(wanted);
  return found;
};
const token = itemOf(production, 'api-token');
const PATH = 'acme/production/api-token';

describe('setting a secret', () => {
  it('writes one field, and leaves the others as they are', async () => {
    const site = memorySite();
    const props = { environment: production, item: token, sources: site.sources, audit: site.audit };
    await setSecret({ ...props, field: undefined, value: bytes('one') });
    const second = await setSecret({ ...props, field: 'user', value: bytes('jane') });

    expect(second).toEqual({ field: 'user', version: 2, changed: true });
    const { fields = {} } = (await site.source.read(PATH)) ?? {};
    expect([textOf(fields.token), textOf(fields.user)]).toEqual(['one', 'jane']);
  });

  it('is recorded without the value', async () => {
    const site = memorySite();
    const props = { environment: production, item: token, sources: site.sources, audit: site.audit };
    await setSecret({ ...props, field: undefined, value: bytes('a-secret-value') });

    expect(site.kinds()).toEqual(['secrets.set.began', 'secrets.set.done']);
    expect([...site.memory.objects.values()].join()).not.toContain('a-secret-value');
  });

  it('is recorded with the version that the source has from then on', async () => {
    const site = memorySite();
    const props = { environment: production, item: token, sources: site.sources, audit: site.audit };
    await setSecret({ ...props, field: undefined, value: bytes('one') });
    const events = [...site.memory.objects.values()].flatMap((text) => parseEvent(text)?.event ?? []);
    const { changedAt } = (await site.source.latest(PATH)) ?? {};

    expect(events.flatMap((event) => [setBy(event)].filter(Boolean))).toEqual([
      ['api-token', { version: 1, changedAt }],
    ]);
  });

  it('is refused while a rotation of it is not finished, of which it would take the former value away', async () => {
    const site = memorySite();
    const props = { environment: production, item: token, sources: site.sources, audit: site.audit };
    await setSecret({ ...props, field: undefined, value: bytes('one') });
    const begun = { item: token.name, bundle: {}, rotations: { [token.name]: { from: 1, to: 2 } } };
    await site.memory.ledger.append('production', recordOf('rotate', { kind: 'secrets.rotate.began', details: begun }));

    await expect(setSecret({ ...props, field: undefined, value: bytes('two') })).rejects.toThrow(
      'a rotation of api-token is not finished. Finish it first: npx lke-platform secrets rotate production api-token',
    );
    expect(await site.source.latest(PATH)).toMatchObject({ version: 1 });
  });

  it('makes no version of a value that is there', async () => {
    const site = memorySite();
    const props = { environment: production, item: token, sources: site.sources, audit: site.audit };
    await setSecret({ ...props, field: undefined, value: bytes('one') });

    expect(await setSecret({ ...props, field: undefined, value: bytes('one') })).toMatchObject({
      version: 1,
      changed: false,
    });
  });

  it.each([
    [production, 'metrics-credentials', undefined, 'which field of metrics-credentials is meant?'],
    [system, 'loki-bucket-key', undefined, 'It has access_key and secret_key. Name it'],
    [system, 'loki-bucket-key', 'key', 'loki-bucket-key has no field key, but access_key and secret_key'],
    [production, 'shop-database', 'user', 'shop-database has no field user, but password'],
    [production, 'api-token', 'a b', '"a b" cannot be a field of a Secret'],
    [production, 'api-token', '..data', '"..data" cannot be a field of a Secret'],
  ])('is refused (%#): %s', async (environment, name, field, reason) => {
    const { sources, audit } = memorySite();
    const item = itemOf(environment, name);

    await expect(setSecret({ environment, item, field, value: bytes('x'), sources, audit })).rejects.toThrow(reason);
  });

  it('takes a name that every object has', async () => {
    const { sources, audit } = memorySite();
    const props = { environment: production, item: token, field: 'constructor', sources, audit };
    await setSecret({ ...props, field: undefined, value: bytes('one') });

    expect(await setSecret({ ...props, value: bytes('two') })).toMatchObject({ version: 2, changed: true });
  });

  it('refuses more than a Secret holds, with what is there already, and writes nothing', async () => {
    const { source, sources, audit } = memorySite();
    const props = { environment: production, item: token, field: undefined, sources, audit };
    await setSecret({ ...props, value: new Uint8Array(1024 * 1024) });

    await expect(setSecret({ ...props, field: 'more', value: bytes('x') })).rejects.toThrow(
      'the secret api-token of production has 1048577 bytes, and a Secret holds 1048576 in all its fields',
    );
    expect((await source.latest(PATH))?.version).toBe(1);
  });

  it('refuses nothing as a value', async () => {
    const { sources } = memorySite();
    const props = { environment: production, item: token, field: undefined, sources, audit: undefined };

    await expect(setSecret({ ...props, value: bytes('') })).rejects.toThrow('the value is empty');
  });
});
