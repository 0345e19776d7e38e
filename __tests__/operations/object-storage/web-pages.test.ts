import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { httpStandIn } from '@lke-platform/stand-ins/http-stand-in';
import { objectStorage } from '../../../operations/object-storage/client';

const place = { Bucket: 'acme-state', Key: 'acme/cluster.tfstate' };
const PAGE = { headers: { 'content-type': 'text/html; charset=utf-8' } };
const clientAt = (endpoint: string) =>
  objectStorage({ endpoint, accessKey: 'key', secretKey: 'secret' }, { attempts: 1 });

describe('a client of an object storage, where something else answers with a web page', () => {
  it.each([
    ['lists nothing', new ListObjectsV2Command(place), 200],
    ['reads nothing', new GetObjectCommand(place), 200],
    ['has written nothing', new PutObjectCommand({ ...place, Body: 'a state' }), 200],
    ['is not refused by a store', new ListObjectsV2Command(place), 403],
  ])('%s, and says what answers', async (_, command, status) => {
    await httpStandIn([{ ...PAGE, status }], async ({ url }) => {
      const asked = clientAt(url).send(command as ListObjectsV2Command);
      await expect(asked).rejects.toThrow(
        `what answers at ${url} is not the object storage: it answers ${status} with a web page`,
      );
    });
  });

  it('takes a web page for an object where a store gives it', async () => {
    const headers = { ...PAGE.headers, 'x-amz-request-id': 'tx1' };
    await httpStandIn([{ headers, body: { is: 'the object' } }], async ({ url }) => {
      const { Body } = await clientAt(url).send(new GetObjectCommand(place));
      await expect(Body?.transformToString()).resolves.toBe('{"is":"the object"}');
    });
  });
});
