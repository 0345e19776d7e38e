/** Address of a bucket, or of an object in it. @param parts bucket and key */
export const objectUrl = (endpoint: string, ...parts: readonly string[]): string =>
  [endpoint.replace(/\/+$/, ''), ...parts.flatMap((part) => part.split('/').map(encodeURIComponent))].join('/');
