import { text, type TextLimit } from './limit';

const labelValueOf = (min: number) =>
  text(
    /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/,
    min,
    63,
    'letters, digits, "-", "_" and ".", starting and ending with a letter or digit',
    'Kubernetes label syntax',
  );

/** Value of a Kubernetes label. */
export const labelValue = labelValueOf(0);

/** Value of a taint. The Linode provider demands one. */
export const taintValue = labelValueOf(1);

/** Key of a Kubernetes label or taint, with an optional prefix. */
export const labelKey = text(
  /^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/,
  1,
  128,
  'a name of letters, digits, "-", "_" and "." of at most 63, optionally behind a domain and "/"',
  'Kubernetes label syntax; Linode API, POST /lke/clusters/{id}/pools',
);

/** Domains that Linode keeps for itself in the keys of node labels and taints. */
export const RESERVED_NODE_KEY_DOMAINS = ['kubernetes.io', 'linode.com'] as const;

/** Key of a node label or taint that Linode takes. */
export const nodeKey: TextLimit = {
  ...labelKey,
  without: RESERVED_NODE_KEY_DOMAINS,
  allowed: `${labelKey.allowed}, and without ${RESERVED_NODE_KEY_DOMAINS.join(' and ')}`,
};
