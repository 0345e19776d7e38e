// Written by `npm run modules` from inputs.ts; a test holds it current.
import type { IResolvable } from 'cdktf';

/** Props of the construct behind the module `secrets-bootstrap`. */
export interface SecretsBootstrapProps {
  /**
   * Namespace of the controller. With it go the sealing keys: back them up before you remove it.
   * Allowed: lower-case letters, digits and hyphens, starting and ending with a letter or digit, 1 to 63 characters.
   *
   * @default "sealed-secrets"
   */
  readonly namespace?: string;
  /**
   * Whether the namespace is made here; false for one that exists.
   *
   * @default true
   */
  readonly createNamespace?: boolean | IResolvable;
  /**
   * Period after which the controller adds a new sealing key, such as 720h; 0 for never, so that a backup of the keys stays whole until you rotate them.
   * Allowed: a span of time such as 720h or 30m, or 0, 1 to 32 characters.
   *
   * @default "0"
   */
  readonly keyRenewPeriod?: string;
  /**
   * Whether network policies close the namespace to all but what is needed; they are for every pod of it.
   *
   * @default false
   */
  readonly networkPolicies?: boolean | IResolvable;
  /**
   * Network of all pods of the cluster, which those policies tell from nodes and the control plane.
   * Allowed: an IPv4 network in CIDR notation without host bits, such as 203.0.113.0/24 or 203.0.113.7/32.
   *
   * @default "10.2.0.0/16"
   */
  readonly podNetwork?: string;
  /**
   * Labels of the nodes that the pods run on.
   * Allowed: letters, digits, "-", "_" and ".", starting and ending with a letter or digit, 0 to 63 characters.
   *
   * @default {}
   */
  readonly nodeSelector?: Readonly<Record<string, string>> | IResolvable;
  /**
   * Taints of those nodes.
   *
   * @default []
   */
  readonly tolerations?: readonly SecretsBootstrapToleration[];
  /**
   * Further values of the chart sealed-secrets as YAML, which go over those of the module. They are in plans and the state.
   *
   * @default []
   */
  readonly sealedSecretsValues?: readonly string[];
  /**
   * Version of the chart sealed-secrets.
   * Allowed: one version, such as 18.11.0, 5 to 64 characters.
   *
   * @default "2.19.3"
   */
  readonly sealedSecretsVersion?: string;
  /**
   * Chart repository with sealed-secrets.
   * Allowed: an address that starts with https://, http:// or oci://, without a password.
   *
   * @default "https://bitnami.github.io/sealed-secrets"
   */
  readonly sealedSecretsRepository?: string;
}

/** Taints of those nodes. */
export interface SecretsBootstrapToleration {
  /**
   * Key of the taint.
   * Allowed: a name of letters, digits, "-", "_" and "." of at most 63, optionally behind a domain and "/", 1 to 128 characters.
   */
  readonly key: string;
  /**
   * How the value is compared.
   * Allowed: one of Equal, Exists.
   *
   * @default "Equal"
   */
  readonly operator?: string;
  /**
   * Value of the taint; null with the operator Exists.
   * Allowed: letters, digits, "-", "_" and ".", starting and ending with a letter or digit, 0 to 63 characters.
   *
   * @default - none
   */
  readonly value?: string;
  /**
   * Effect of the taint; null for every effect.
   * Allowed: one of NoSchedule, PreferNoSchedule, NoExecute.
   *
   * @default - none
   */
  readonly effect?: string;
}
