import { Fn, Token } from 'cdktf';

/** The two environment variables of S3 clients, out of an existing Secret that has to be there. */
export const bucketKeyEnvironment = (
  secret: unknown,
  fields: { readonly accessKey: string; readonly secretKey: string },
) => [
  { name: 'AWS_ACCESS_KEY_ID', valueFrom: { secretKeyRef: { name: secret, key: fields.accessKey } } },
  { name: 'AWS_SECRET_ACCESS_KEY', valueFrom: { secretKeyRef: { name: secret, key: fields.secretKey } } },
];

/** An S3 endpoint as clients take it that want no scheme. */
export const splitEndpoint = (endpoint: unknown) => ({
  host: Fn.trimprefix(Fn.trimprefix(Token.asString(endpoint), 'https://'), 'http://'),
  insecure: Fn.startswith(Token.asString(endpoint), 'http://'),
});
