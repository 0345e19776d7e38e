import { z } from 'zod';
import * as limits from '../limits';
import { entity } from '../entity';
import { documented } from '../field';
import { STATUSES } from '../lifecycle/status';
import { email, text } from '../values';
import { accessPolicy } from './access-policy';
import { deploymentPolicy } from './deployment-policy';
import { environmentDashboard } from './environment-dashboard';
import { environmentLogs } from './environment-logs';
import { KUBERNETES_LIMITS, limitRange } from './limit-range';
import { nodePool } from './node-pool';
import { BUDGET, budgetDollars } from './prices';
import { quota } from './quota';
import { rollbackOn } from './rollback-plan';
import { secretsBundle } from './secrets-bundle';
import { serviceHandoffContract } from './service-handoff-contract';

/** The environments a platform can have, in the order in which their stacks are deployed. */
export const ENVIRONMENT_NAMES = ['system', 'development', 'staging', 'production'] as const;
export type EnvironmentName = (typeof ENVIRONMENT_NAMES)[number];

const PLACEMENT =
  'Pods of the namespace env-<environment> run on these pools and nowhere else: their spec has runtimeClassName: env-<environment>, and tolerates the taints of a pool beside it. The API server refuses a workload without that line, with the line to add; from Kubernetes 1.36 on it adds the line by itself. Every pool but the one inside the cluster (cluster.systemPool) carries the taint lke-platform.io/environment=<environment>:NoSchedule (docs/guides/placement.md).';

const networkPolicy = entity({
  name: 'NetworkPolicy',
  about: 'What gets through the default-deny policies of the namespace, beside DNS, ingress and monitoring.',
  desired: {
    internetEgress: documented(z.boolean().default(true), {
      about: 'Whether pods may reach public addresses; private ones stay closed',
      allowed: 'true or false',
      source: 'Kubernetes NetworkPolicy',
    }),
    allowFrom: documented(z.array(z.enum(ENVIRONMENT_NAMES)).default([]), {
      about: 'Environments whose pods may reach pods of this one',
      allowed: 'a list of other environments of the file',
      source: 'Kubernetes NetworkPolicy',
    }),
  },
});

/** One of the four partitions of the cluster. */
export const environment = entity({
  name: 'Environment',
  about: 'A partition of the shared cluster with its nodes, namespace, limits, access and secrets.',
  desired: {
    owners: documented(z.array(email).min(1).optional(), {
      about: 'Who answers for the environment',
      allowed: 'a list of at least one e-mail address',
      default: "the platform's owners",
      source: 'docs/adr/0003-fields-beyond-the-data-model.md',
    }),
    labels: documented(z.record(text(limits.labelKey), text(limits.labelValue)).default({}), {
      about: 'Labels of the namespace for Argo CD, Prometheus and policies, beside those the platform sets itself',
      allowed: `a map of keys (${limits.labelKey.allowed}, not below kubernetes.io or lke-platform.io) to values (${limits.labelValue.allowed})`,
      fix: 'write for example labels: {example.com/team: shop}',
      source: 'data-model.md, Environment; Kubernetes label syntax',
    }),
    domains: documented(z.array(text(limits.domainName)).default([]), {
      about: 'Domains whose traffic goes to this environment',
      allowed: 'a list of domain names, each in one environment only and below network.dns.zone where that is set',
      source: 'RFC 1035',
    }),
    deletionProtection: documented(z.boolean().optional(), {
      about: 'Whether Terraform refuses to destroy what cannot be recreated in this environment',
      allowed: 'true or false',
      default: "for production, and for system beside it, the platform's deletionProtection; else false",
      source: 'docs/adr/0003-fields-beyond-the-data-model.md',
    }),
    retired: documented(z.boolean().default(false), {
      about:
        'Whether the environment is on its way out, or gone: nothing protects its stack any more, apply leaves it alone, and nothing else counts with it',
      note: 'Write it once there is a backup (npx lke-platform environment back-up). To have the environment again, remove it and apply (docs/guides/retire.md).',
      allowed: 'true or false; never true for system, which goes with the platform',
      source: 'docs/adr/0026-verify-and-retire.md',
    }),
    rollbackOn,
    evidence: documented(z.array(text(limits.evidenceName)).default([]), {
      about:
        'Reports that npx lke-platform environment verify asks for beside its own checks, as JUnit files: those of Terratest, smoke tests or any other suite',
      allowed: `a list of names (${limits.evidenceName.allowed}), each once`,
      fix: 'write for example evidence: [smoke], and run verify --evidence smoke=report.xml',
      source: 'docs/guides/verify.md',
    }),
    budget: documented(budgetDollars.optional(), {
      about:
        'US dollars a month that the nodes and load balancers of the environment may cost; it stops nothing, but is told where every pool at its largest would exceed it',
      ...BUDGET,
    }),
    quota: documented(quota.schema.prefault({}), {
      about: 'CPU, memory and pod limits of the namespace',
      allowed: '{cpu, memory, pods, loadBalancers}, not more than the pools hold at maxCount',
      source: 'data-model.md, Environment',
    }),
    limitRange: documented(limitRange.schema.prefault({}), {
      about: 'Default and largest resources of one container',
      allowed: '{defaultRequest, default, max}',
      source: KUBERNETES_LIMITS,
    }),
    logs: documented(environmentLogs.schema.prefault({}), {
      about: 'How long logs are kept, and how many are taken',
      allowed: '{retentionDays, ingestionMegabytesPerSecond}',
      source: 'docs/adr/0003-fields-beyond-the-data-model.md',
    }),
    networkPolicy: documented(networkPolicy.schema.prefault({}), {
      about: 'Exceptions from default-deny',
      allowed: '{internetEgress, allowFrom}',
      source: 'Kubernetes NetworkPolicy',
    }),
    deploymentPolicy: documented(deploymentPolicy.schema.prefault({}), {
      about: 'Bounds of the number of pods of one workload',
      allowed: '{minReplicas, maxReplicas, autoscalerMaxReplicas, maxUnavailable, maxSurgePercent}',
      source: 'data-model.md, NodePool',
    }),
    nodePools: documented(z.array(nodePool.schema).min(1), {
      about:
        'Worker nodes, in any order; of several pools of system, cluster.systemPool names the one that LKE demands',
      note: PLACEMENT,
      allowed: 'a list of at least one node pool',
      fix: 'add a pool such as {name: general, instanceType: g6-standard-4, count: 3}',
      source: 'data-model.md, Environment',
    }),
    accessPolicies: documented(z.array(accessPolicy.schema).default([]), {
      about: 'Access per role',
      allowed: 'a list of access policies, one per role',
      source: 'data-model.md, AccessPolicy',
    }),
    secretsBundle: documented(secretsBundle.schema.optional(), {
      about: 'Secrets of the environment',
      allowed: '{source, items, bundleId}',
      default: 'an API token and metrics credentials from linode-secret-manager, rotated every 90 days',
      source: 'data-model.md, SecretsBundle',
    }),
    dashboard: documented(environmentDashboard.schema.prefault({}), {
      about: 'Grafana dashboard of the environment',
      allowed: '{dashboardUid, panels, alerts}',
      source: 'data-model.md, EnvironmentDashboard',
    }),
    handoff: documented(serviceHandoffContract.schema.optional(), {
      about: 'What application teams are told',
      allowed: '{ingressBaseDomain, deploymentSteps}',
      default: 'none',
      source: 'data-model.md, ServiceHandoffContract',
    }),
  },
  derived: {
    name: { about: `One of ${ENVIRONMENT_NAMES.join(', ')}`, from: 'its key in environments' },
    namespace: { about: 'Kubernetes namespace', from: 'the name, as env-<name>' },
  },
  observed: {
    status: {
      about: `One of ${STATUSES.join(', ')}`,
      seeWith: 'npx lke-platform environment status',
    },
  },
});
