import { ProviderError } from '../../protocol/service';
import { ApiError } from '../api/error';
import type { ApiRequest } from '../api/route';

/** Asks an API elsewhere, as the real provider asks the one that LINODE_URL names. @throws ApiError what it answers */
export async function askOverHttp(
  url: string,
  { method, path, token, version, query, filter, body }: ApiRequest,
): Promise<unknown> {
  const response = await fetch(`${url.replace(/\/+$/, '')}/${version}${path}?${query?.toString() ?? ''}`, {
    method,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(filter !== undefined && { 'x-filter': filter }),
      'content-type': 'application/json',
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  }).catch((error: unknown) => {
    throw new ProviderError(`Get "${url}": ${String(error)}`);
  });
  const answer = (await response.json()) as { readonly errors?: ApiError['errors'] };
  if (!response.ok) throw new ApiError(response.status, answer.errors ?? `status ${response.status}`);
  return answer;
}
