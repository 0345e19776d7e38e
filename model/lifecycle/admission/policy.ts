/** A ValidatingAdmissionPolicy, as far as the lifecycle has any. */
export interface LifecyclePolicy {
  readonly failurePolicy: 'Fail';
  readonly matchConstraints: {
    readonly matchPolicy: 'Equivalent';
    readonly namespaceSelector: {
      readonly matchExpressions: readonly {
        readonly key: 'kubernetes.io/metadata.name';
        readonly operator: 'In';
        readonly values: readonly string[];
      }[];
    };
    readonly resourceRules: readonly PolicyRule[];
  };
  readonly variables: readonly { readonly name: string; readonly expression: string }[];
  readonly validations: readonly {
    readonly expression: string;
    readonly message: string;
    readonly messageExpression?: string;
  }[];
}

export interface PolicyRule {
  readonly apiGroups: readonly string[];
  readonly apiVersions: readonly ['*'];
  readonly operations: readonly ('CREATE' | 'UPDATE' | 'DELETE')[];
  readonly resources: readonly string[];
}

/** By the label that the API server sets itself: any other can be taken off. */
export const inNamespaces = (values: readonly string[]): LifecyclePolicy['matchConstraints']['namespaceSelector'] => ({
  matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values }],
});

export const createsAndUpdates = (apiGroup: string, resources: readonly string[]): PolicyRule => ({
  apiGroups: [apiGroup],
  apiVersions: ['*'],
  operations: ['CREATE', 'UPDATE'],
  resources,
});

/** A list of texts in CEL. */
export const celList = (texts: readonly string[]) => `[${texts.map((text) => `'${text}'`).join(', ')}]`;

/**
 * Whoever may change policies themselves, by whichever name or group: Terraform is one of them. Names would leave out
 * those whom an identity provider knows, and accounts that somebody makes in a namespace to act as.
 */
export const IS_PLATFORM =
  "authorizer.group('admissionregistration.k8s.io').resource('validatingadmissionpolicies').check('update').allowed()";
