import { httpStandIn } from '@lke-platform/stand-ins/http-stand-in';
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { accessTo, accessToReports } from '../../../operations/deploy/bucket-access';

const KEY = { AWS_ACCESS_KEY_ID: 'OWN', AWS_SECRET_ACCESS_KEY: 'own' };

describe('the key with which buckets are opened', () => {
  /** Id of the key that a client signs with. */
  const keyOf = async (clientOf: (endpoint: string) => S3Client) => {
    let key: string | undefined;
    await httpStandIn([{ headers: { 'x-amz-request-id': 'tx1' } }], async ({ url, requests }) => {
      await clientOf(url).send(new GetObjectCommand({ Bucket: 'acme-reports', Key: 'a' }));
      key = /Credential=([^/]+)/.exec(requests[0]?.headers.authorization ?? '')?.[1];
    });
    return key;
  };

  it('is that of the buckets', async () => {
    expect(await keyOf((url) => accessTo(url, KEY))).toBe('OWN');
    expect(() => accessTo('http://127.0.0.1:9', { AWS_ACCESS_KEY_ID: 'OWN' })).toThrow(
      'AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set',
    );
  });

  it('is one of the reports alone where there is one, both halves of it', async () => {
    const reports = {
      LKE_PLATFORM_REPORTS_ACCESS_KEY_ID: 'REPORTS',
      LKE_PLATFORM_REPORTS_SECRET_ACCESS_KEY: 'reports',
    };
    const half = { LKE_PLATFORM_REPORTS_ACCESS_KEY_ID: 'REPORTS' };

    expect(await keyOf((url) => accessToReports(url, { ...KEY, ...reports }))).toBe('REPORTS');
    expect(await keyOf((url) => accessToReports(url, reports))).toBe('REPORTS');
    expect(await keyOf((url) => accessToReports(url, { ...KEY, ...half }))).toBe('OWN');
    expect(await keyOf((url) => accessToReports(url, KEY))).toBe('OWN');
  });
});
