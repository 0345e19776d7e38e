import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import { listen } from '@lke-platform/stand-ins/listen';
import { verifyAudit } from '../../../operations/audit/checkpoint';
import { openAuditLog } from '../../../operations/audit/place';
import type { KeyPair } from '@lke-platform/stand-ins/world/object-store';
import { recordOf } from '../../support/memory-ledger';
import { temporaryFolder } from '../../support/temporary-folder';

const BUCKETS = { state: 'acme-state', artifacts: 'acme-artifacts', ledger: 'acme-ledger' };
const LIMITS = { timeoutMs: 2000, attempts: 1 };

describe('a verification of the audit log', () => {
  let s3: S3StandIn;
  beforeEach(async () => {
    s3 = await S3StandIn.start();
    for (const bucket of Object.values(BUCKETS)) s3.createBucket(bucket);
    await logAt().ledger.append('production', recordOf('one'));
  });
  afterEach(() => s3.stop());

  const logAt = (endpoint = s3.endpoint, { access_key, secret_key }: KeyPair = s3.account) => {
    const environment = { HOME: temporaryFolder(), AWS_ACCESS_KEY_ID: access_key, AWS_SECRET_ACCESS_KEY: secret_key };
    return openAuditLog({ platform: 'acme', endpoint, buckets: BUCKETS }, environment, LIMITS);
  };
  const verified = (log = logAt(), full = false) => verifyAudit(log, { full, onStep: () => undefined });
  /** A key that opens every bucket but one. */
  const keyWithout = (closed: string) =>
    s3.mintKey({
      label: 'limited',
      bucket_access: Object.values(BUCKETS)
        .filter((name) => name !== closed)
        .map((bucket_name) => ({ bucket_name, permissions: 'read_write' })),
    });

  it('finds a chain whole that can be read, with its anchors', async () => {
    expect((await verified()).find(({ chain }) => chain === 'production')).toMatchObject({ anchored: 1, findings: [] });
  });

  it.each([false, true])('takes nothing for whole where the anchors are refused (full: %p)', async (full) => {
    const log = logAt(s3.endpoint, keyWithout(BUCKETS.artifacts));

    await expect(verified(log, full)).rejects.toThrow(
      /the anchors in the bucket acme-artifacts cannot be read.* 403 /s,
    );
  });

  it.each([false, true])('takes nothing for whole where the anchors are gone (full: %p)', async (full) => {
    s3.buckets.delete(BUCKETS.artifacts);

    await expect(verified(logAt(), full)).rejects.toThrow(/the anchors .* 404 NoSuchBucket/s);
  });

  it('takes nothing for whole where the ledger is refused', async () => {
    const log = logAt(s3.endpoint, keyWithout(BUCKETS.ledger));

    await expect(verified(log)).rejects.toThrow(/the ledger in the bucket acme-ledger cannot be read.* 403/s);
  });

  it.each([
    ['silent', /did not|timeout|timed out/i],
    ['cut', /hang up|ECONNRESET/],
    [503, /503/],
  ] as const)('takes nothing for whole from a store that is %s, and says what it said', async (trouble, words) => {
    s3.trouble = trouble;
    const [error] = await Promise.allSettled([verified(logAt(), true)]);

    expect(error).toMatchObject({ status: 'rejected' });
    expect(String((error as PromiseRejectedResult).reason)).toMatch(/cannot be read/);
    expect(String((error as PromiseRejectedResult).reason)).toMatch(words);
  });

  it('takes nothing for whole where nobody listens', async () => {
    const server = createServer();
    await listen(server);
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));

    await expect(verified(logAt(`http://127.0.0.1:${port}`))).rejects.toThrow(/cannot be read.*ECONNREFUSED/s);
  });
});
