import type { S3Client } from '@aws-sdk/client-s3';
import { isWebPageType } from '../machine/web-page';

/** What answered is not an object storage. */
export class NoObjectStorage extends Error {
  override readonly name = 'NoObjectStorage';
}

/** What is read of an answer before the client makes sense of it. */
interface RawAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** Every store of the kind of S3 gives its answers an id. An object may be a web page itself. */
const REQUEST_ID = 'x-amz-request-id';

/**
 * Lets a client refuse the web page with which a portal or a proxy answers to everything: a list that is read from one is
 * empty, and what is written to it is nowhere.
 */
export function refuseWebPages({ middlewareStack, config }: S3Client): void {
  const refusing =
    <Args, Result extends { readonly response: unknown }>(next: (args: Args) => Promise<Result>) =>
    async (args: Args): Promise<Result> => {
      const result = await next(args);
      const { statusCode: status, headers } = result.response as RawAnswer;
      const isFromStore = REQUEST_ID in headers || !isWebPageType(headers['content-type'] ?? '');
      // Where there is trouble, whoever stands before a store answers for it, and it is asked again.
      if (isFromStore || status >= 500) return result;
      const { protocol, hostname, port } = (await config.endpoint?.()) ?? { protocol: '', hostname: 'it' };
      const address = `${protocol}//${hostname}${port === undefined ? '' : `:${port}`}`;
      throw new NoObjectStorage(
        `what answers at ${address} is not the object storage: it answers ${status} with a web page`,
      );
    };
  middlewareStack.addRelativeTo(refusing, {
    name: 'refuseWebPages',
    relation: 'after',
    toMiddleware: 'deserializerMiddleware',
  });
}
