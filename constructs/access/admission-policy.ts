/** What a ValidatingAdmissionPolicy says, as far as it is used here. */
export interface AdmissionPolicy {
  readonly failurePolicy: 'Fail';
  readonly matchConstraints: {
    readonly namespaceSelector: { readonly matchExpressions: readonly NamespaceExpression[] };
    readonly resourceRules: readonly ResourceRule[];
  };
  /** What has to hold for the policy to look at a request at all. @default - it looks at each */
  readonly matchConditions?: readonly Named[];
  /** Names for expressions that validations use. @default - none */
  readonly variables?: readonly Named[];
  readonly validations: readonly {
    readonly expression: string;
    readonly message: string;
    /** Goes before `message`, where it can be worked out. @default - none */
    readonly messageExpression?: string;
  }[];
}

interface Named {
  readonly name: string;
  readonly expression: string;
}

interface NamespaceExpression {
  readonly key: string;
  readonly operator: 'In';
  readonly values: readonly string[];
}

interface ResourceRule {
  readonly apiGroups: readonly string[];
  readonly apiVersions: readonly string[];
  readonly operations: readonly ('CREATE' | 'UPDATE' | 'DELETE')[];
  readonly resources: readonly string[];
}

export const resourceRule = (
  apiGroup: string,
  resources: string[],
  operations: ResourceRule['operations'],
): ResourceRule => ({ apiGroups: [apiGroup], apiVersions: ['*'], operations, resources });

/** A policy for some namespaces, by the label that the API server sets itself: any other can be taken off. */
export const within =
  (namespaces: readonly string[]) =>
  (resourceRules: readonly ResourceRule[], validations: AdmissionPolicy['validations']): AdmissionPolicy => ({
    failurePolicy: 'Fail',
    matchConstraints: {
      namespaceSelector: {
        matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: namespaces }],
      },
      resourceRules,
    },
    validations,
  });
