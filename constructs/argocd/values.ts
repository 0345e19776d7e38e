import { ARGO_CD_REQUESTS } from '../../model/baseline-requests';
import type { Scheduling } from '../../model/derive/node-pool';
import { HEALTH_CHECKS } from './health';

const limited = (requests: { readonly cpu: string; readonly memory: string }, memory: string) => ({
  requests,
  limits: { memory },
});

/**
 * An application is a Helm chart: a base of Kustomize may be a folder of somebody else's branch, and values at an address
 * may be others tomorrow. Both would bring what nobody approved with a commit that somebody did.
 */
const CHARTS_ALONE = {
  'kustomize.enable': 'false',
  'jsonnet.enable': 'false',
  // A list of nothing. The chart leaves out what is empty, and Argo CD takes https and http then.
  'helm.valuesFileSchemes': ',',
};

/** Values of the chart argo-cd 9.7.1. No ServiceMonitor: that kind is not there yet. */
export const argoCdValues = (placement: Scheduling, priorityClassName: string) => ({
  global: { ...placement, priorityClassName },
  crds: { install: true, keep: true },
  configs: {
    cm: {
      // Nobody signs in: what is deployed stands in git, and who approves is known to the API server of Kubernetes.
      'admin.enabled': 'false',
      'users.anonymous.enabled': 'false',
      'exec.enabled': 'false',
      'application.resourceTrackingMethod': 'annotation',
      ...CHARTS_ALONE,
      ...HEALTH_CHECKS,
    },
    params: {
      // A rollout waits for a person for as long as that takes.
      'controller.sync.timeout.seconds': '0',
      // What renders one commit at the same time shares one checkout of it: a chart of another environment could put a
      // dependency of its own into the folder of an approved one, through a link.
      'reposerver.parallelism.limit': '1',
      // Only with submodules does Argo CD clean each checkout of what the one before left there.
      'reposerver.enable.git.submodule': 'true',
    },
    rbac: { 'policy.default': '' },
  },
  controller: {
    resources: limited(ARGO_CD_REQUESTS.argoCdController, '1Gi'),
    metrics: { enabled: true },
  },
  repoServer: { resources: limited(ARGO_CD_REQUESTS.argoCdRepositories, '1Gi'), metrics: { enabled: true } },
  // It makes the key that the others sign with; with nobody signed in, it serves no more than that, and has no business in
  // other namespaces. The chart would let it read, change and delete whatever there is.
  server: {
    resources: limited(ARGO_CD_REQUESTS.argoCdServer, '256Mi'),
    metrics: { enabled: true },
    clusterRoleRules: { enabled: true, rules: [] },
  },
  redis: { resources: limited(ARGO_CD_REQUESTS.argoCdRedis, '256Mi') },
  dex: { enabled: false },
  notifications: { enabled: false },
  applicationSet: { replicas: 0 },
});
