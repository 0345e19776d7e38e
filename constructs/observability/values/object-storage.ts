import { Fn, Token } from 'cdktf';

/** The two environment variables of S3 clients, out of an existing Secret that has to be there. */
export const bucketKeyEnvironment = (
  secret: unknown,
  fields: { readonly accessKey: string; readonly secretKey: string },
) => [
  { name: 'AWS_ACCESS_KEY_ID', valueFrom: { secretKeyRef: { name: secret, key: fields.accessKey } } },
  { name: 'AWS_SECRET_ACCESS_KEY', valueFrom: { secretKeyRef: { name: secret, key: fields.secretKey } } },
];

/** Where there is no endpoint, nothing asks for it; Terraform computes values all the same. */
const NOWHERE = 'https://nowhere.invalid';

/** An S3 endpoint as clients take it that want no scheme. */
export function splitEndpoint(endpoint: string | undefined) {
  const isVariable = Token.isUnresolved(endpoint);
  const address = isVariable ? Token.asString(Fn.coalesce([endpoint, NOWHERE])) : (endpoint ?? NOWHERE);
  return {
    host: Fn.trimprefix(Fn.trimprefix(address, 'https://'), 'http://'),
    insecure: Fn.startswith(address, 'http://'),
  };
}
