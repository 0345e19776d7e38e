import type { StandIn } from '@lke-platform/stand-ins/start';

/**
 * Makes something through the Linode API of a stand-in, as somebody would by hand.
 *
 * @returns its id; 0 of what has none, such as a bucket
 */
export async function makeAtLinode(
  { apiUrl, token }: StandIn,
  path: string,
  body: object,
  version: 'v4' | 'v4beta' = 'v4',
): Promise<number> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const request = { method: 'POST', headers, body: JSON.stringify(body) };
  const response = await fetch(`${apiUrl}/${version}${path}`, request);
  if (!response.ok) throw new Error(await response.text());
  return ((await response.json()) as { id?: number }).id ?? 0;
}
