/** Whether scopes, as a token has them, cover another one: `*`, or the same area with at least that access. */
export function allows(scopes: string, needed: string): boolean {
  const [area = '', access] = needed.split(':');
  const granted = scopes.split(/[ ,]+/);
  return granted.includes('*') || granted.includes(`${area}:read_write`) || granted.includes(`${area}:${access}`);
}
