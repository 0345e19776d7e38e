import type { Platform } from '../../model/platform';

/** Scopes of Linode's API, and what in a platform needs them. The provider watches events when a cluster goes. */
const SCOPES: Readonly<Record<string, (platform: Platform) => boolean>> = {
  'lke:read_write': () => true,
  'object_storage:read_write': () => true,
  'linodes:read_only': () => true,
  'events:read_only': () => true,
  'firewall:read_write': ({ network }) => network.firewall !== undefined,
  'vpc:read_write': ({ network }) => network.vpc !== undefined,
  'account:read_write': ({ deletionLock }) => deletionLock === true,
  'domains:read_write': ({ network }) => network.dns !== undefined,
};

export const requiredScopes = (platform: Platform) => Object.keys(SCOPES).filter((scope) => SCOPES[scope]?.(platform));

/**
 * Scopes that a token lacks.
 *
 * @param granted as the API tells them, in `X-OAuth-Scopes`: `*`, or scopes separated by blanks or commas
 */
export function missingScopes(required: readonly string[], granted: string): string[] {
  const scopes = new Set(granted.split(/[\s,]+/));
  if (scopes.has('*')) return [];
  return required.filter((scope) => {
    const [area = ''] = scope.split(':');
    return !scopes.has(scope) && !scopes.has(`${area}:read_write`) && !scopes.has(`${area}:*`);
  });
}
