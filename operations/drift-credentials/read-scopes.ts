/**
 * Scopes of a token that looks for drift: what the provider reads of the stacks, what is compared beside the plans, and
 * who did what. None of them writes, so that Linode gives no kubeconfig for it (Linode API, OAuth scopes).
 */
export const READ_SCOPES: readonly string[] = [
  'account:read_only',
  'domains:read_only',
  'events:read_only',
  'firewall:read_only',
  'linodes:read_only',
  'lke:read_only',
  'nodebalancers:read_only',
  'object_storage:read_only',
  'volumes:read_only',
  'vpc:read_only',
];
