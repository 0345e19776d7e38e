import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import type { HandoffContract } from '../../../model/handoff/contract';
import { termsOfContract } from '../../../model/handoff/terms';
import { comparePublished, isDifferent } from '../../../operations/handoff/compare-published';
import { Contracts, ContractUnreadable } from '../../../operations/handoff/contracts';
import { contractDiffMarkdown } from '../../../operations/handoff/diff-markdown';
import { contractText, hashOfText } from '../../../operations/handoff/hash';
import { publishContract, readKept } from '../../../operations/handoff/publish';
import { withdrawContract } from '../../../operations/handoff/withdraw';
import { objectStorage } from '../../../operations/object-storage/client';
import { memoryLedger } from '../../support/memory-ledger';
import { examplePlatform } from '../../support/platforms';

const BUCKET = 'acme-artifacts';
const audit = { actor: { name: 'jane', provenBy: 'linode-profile' as const }, unwritten: [] };
const contractWith = (changes: Partial<HandoffContract> = {}): HandoffContract => {
  const terms = termsOfContract(examplePlatform(), { name: 'staging' });
  if (!terms) throw new Error('the example hands staging off');
  return { ...terms, namespace_uid: 'first', ...changes };
};
const other = () => contractWith({ ingress_base_domain: 'other.acme.example' });

describe('a document of a contract', () => {
  let store: S3StandIn;
  let s3: S3Client;
  beforeEach(async () => {
    store = await S3StandIn.start();
    store.longestPage = 1; // a store tells all in several pages
    s3 = objectStorage(store.access());
    await s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
  });
  afterEach(() => store.stop());

  const book = () => ({ ledger: memoryLedger().ledger, contracts: new Contracts(s3, BUCKET) });
  const put = (Key: string, Body: string) => s3.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body }));
  const keyOf = (version: number, text: string) => `handoff/staging/00000${version}-${hashOfText(text)}.json`;

  /** A first version whose object holds half of what it held. */
  async function damaged() {
    const own = book();
    await publishContract(own, audit, contractWith());
    const text = contractText(contractWith());
    await put(keyOf(1, text), text.slice(0, text.length / 2));
    return { own, key: keyOf(1, text), text };
  }

  /** A first version as another release publishes it: in a format that this one does not know. */
  async function ofAnotherRelease() {
    const own = book();
    const text = contractText({ ...contractWith(), format: 2 } as never);
    const hash = hashOfText(text);
    const details = { version: 1, hash, namespace_uid: 'first', breaking: 0, additive: 0 };
    await own.ledger.append('staging', {
      actor: audit.actor,
      kind: 'handoff-contract',
      what: 'published',
      why: null,
      details,
    });
    await put(keyOf(1, text), text);
    return { own, hash };
  }

  it('that is damaged is written again by whoever publishes the same', async () => {
    const { own, key, text } = await damaged();
    const again = await publishContract(own, audit, contractWith());
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: key }));

    expect(again).toMatchObject({ status: 'unchanged', version: 1 });
    await expect(Body?.transformToString()).resolves.toBe(text);
    await expect(readKept(own, 'staging')).resolves.toMatchObject({ version: 1 });
  });

  it('says what is wrong with it, and what to do', async () => {
    const { own } = await damaged();
    const former = await ofAnotherRelease();

    await expect(readKept(own, 'staging')).rejects.toThrow(
      /acme-artifacts, the document of version 1 of the contract of staging, is damaged[^]*handoff publish staging$/,
    );
    await expect(readKept(former.own, 'staging')).rejects.toThrow(
      /is as it was published, in a format that this release/,
    );
    await expect(readKept(former.own, 'staging')).rejects.toThrow(ContractUnreadable);
  });

  it.each([
    ['is damaged', damaged, 'the document of version 1 is damaged'],
    ['is of another release', ofAnotherRelease, 'version 1 is in a format that this release does not read'],
  ])('that %s keeps nobody from publishing, comparing or withdrawing', async (_, former, notCompared) => {
    const { own } = await former();
    const { contracts } = own;
    const compared = await comparePublished(contracts, [{ environment: 'staging', terms: other() }]);
    const ended = await comparePublished(contracts, [{ environment: 'staging', terms: undefined }]);
    const published = await publishContract(own, audit, other());
    const { event } = (await own.ledger.read('staging', 2)) ?? {};

    expect(compared).toEqual([{ environment: 'staging', published: 1, breaking: null, changes: [], notCompared }]);
    expect(compared.every(isDifferent)).toBe(true);
    expect(contractDiffMarkdown(compared)).toContain(`whether that breaks, is not known: ${notCompared}.`);
    expect(ended).toMatchObject([{ published: 1, breaking: true, changes: [{ rule: 'contract-withdrawn' }] }]);
    expect(published).toMatchObject({ status: 'published', version: 2, changes: [], notCompared });
    expect(event?.details).toMatchObject({ version: 2, breaking: null, additive: null });
    await expect(readKept(own, 'staging')).resolves.toMatchObject({ version: 2 });
  });

  it.each([
    ['is damaged', damaged],
    ['is of another release', ofAnotherRelease],
  ])('that %s is withdrawn all the same', async (_, former) => {
    const { own } = await former();

    await expect(withdrawContract(own, audit, 'staging')).resolves.toMatchObject({ status: 'withdrawn', version: 2 });
    await expect(own.contracts.newest('staging')).resolves.toBeUndefined();
  });
});
