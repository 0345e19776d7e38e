import { z } from 'zod';
import { API_VERSION } from './api-version';
import { CATALOGUE_DATE } from './catalogue/offer';
import * as limits from './limits';
import { argoApplication } from './entities/argo-application';
import { argoCd } from './entities/argo-cd';
import { catalogue } from './entities/catalogue';
import { cluster } from './entities/cluster';
import { drift } from './entities/drift';
import { environment, ENVIRONMENT_NAMES, type EnvironmentName } from './entities/environment';
import { handoffService } from './entities/handoff-service';
import { importEntry } from './entities/import';
import { move } from './entities/move';
import { network } from './entities/network';
import { observabilityStack } from './entities/observability-stack';
import { BUDGET, budgetDollars, prices } from './entities/prices';
import { sources } from './entities/sources';
import { state } from './entities/state';
import { waiver } from './entities/waiver';
import { workloadController } from './entities/workload-controller';
import { entity } from './entity';
import { documented } from './field';
import { email, text } from './values';

const named = (name: EnvironmentName) =>
  documented(environment.schema.optional(), {
    about: `The ${name} environment, namespace env-${name}`,
    allowed: 'an environment with at least nodePools',
    default: 'not part of the platform',
    source: 'data-model.md, Environment',
  });

const environments = entity({
  name: 'Environments',
  about: 'The environments of the platform by name.',
  desired: {
    system: documented(environment.schema, {
      about: "The system environment: LKE's own pods and the baseline that serves all the others",
      allowed: 'an environment with at least nodePools',
      fix: 'add system: {nodePools: [{name: system, instanceType: g6-standard-4, count: 3}]}',
      source: 'data-model.md, Environment',
    }),
    development: named('development'),
    staging: named('staging'),
    production: named('production'),
  },
});

/** All that stands in `platform.yaml`. */
export const platformFile = entity({
  name: 'Platform',
  about: 'One shared LKE cluster with its environments.',
  desired: {
    apiVersion: documented(z.literal(API_VERSION), {
      about: 'Format of this file',
      allowed: API_VERSION,
      fix: `write apiVersion: ${API_VERSION}`,
      source: 'docs/adr/0003-fields-beyond-the-data-model.md',
    }),
    name: documented(text(limits.platformName), {
      about: 'Name of the platform: part of bucket names, state keys, labels and tags',
      allowed: limits.platformName.allowed,
      fix: 'write for example name: acme',
      source: limits.platformName.source,
    }),
    owners: documented(z.array(email).min(1), {
      about: 'Who answers for the platform',
      allowed: 'a list of at least one e-mail address',
      fix: 'write for example owners: [platform@example.com]',
      source: 'docs/adr/0003-fields-beyond-the-data-model.md',
    }),
    deletionProtection: documented(z.boolean().default(true), {
      about:
        'Whether Terraform refuses to destroy cluster, state and what cannot be recreated in production; false is the first step of a teardown',
      allowed: 'true or false',
      source: 'docs/adr/0003-fields-beyond-the-data-model.md',
    }),
    deletionLock: documented(z.boolean().optional(), {
      about:
        'Whether Linode itself refuses to delete what deletionProtection covers of the cluster and the pools, whoever asks: the console, another tool, or a provider behind an update',
      allowed:
        'true or false; making and lifting a lock takes a user without restrictions and the scope account:read_write',
      default: 'false; doctor recommends it where the token may make locks',
      source: 'linode_lock (in beta)',
    }),
    keyRotationFrequencyDays: documented(z.int().min(1).max(365).default(90), {
      about: "Days after which the platform's own keys have to be rotated: those of its buckets, and Linode tokens",
      allowed: 'a whole number of days from 1 to 365',
      source: 'docs/adr/0029-own-keys.md',
    }),
    budget: documented(budgetDollars.optional(), {
      about:
        'US dollars a month that the whole platform may cost, with what all environments share; it stops nothing, but is told where every pool at its largest would exceed it',
      ...BUDGET,
    }),
    cluster: documented(cluster.schema, {
      about: 'The shared LKE cluster',
      allowed: '{region, kubernetesVersion, controlPlaneAcl, …}',
      fix: 'write for example cluster: {region: nl-ams, kubernetesVersion: "1.34", controlPlaneAcl: {ipv4: [203.0.113.0/24]}}',
      source: 'data-model.md, Environment',
    }),
    network: documented(network.schema.prefault({}), {
      about: 'VPC, firewall and DNS zone',
      allowed: '{vpc, firewall, dns}',
      source: 'data-model.md, TerraformModule',
    }),
    state: documented(state.schema.prefault({}), {
      about: 'Where Terraform keeps its state',
      allowed: '{region, endpointHost, bucketPrefix, versioning}',
      source: 'docs/adr/0003-fields-beyond-the-data-model.md',
    }),
    environments: documented(environments.schema, {
      about: 'The partitions of the cluster by name',
      allowed: `a map of ${ENVIRONMENT_NAMES.join(', ')}; system is required`,
      fix: 'write for example environments: {system: {nodePools: [{name: system, instanceType: g6-standard-4, count: 3}]}}',
      source: 'data-model.md, Environment',
    }),
    observability: documented(observabilityStack.schema.prefault({}), {
      about: 'Metrics, logs and traces',
      allowed: '{chartVersion, dashboards, alertRoutes, defaultRoute, smtp, otelCollectors, retentionDays}',
      source: 'data-model.md, ObservabilityStack',
    }),
    argoCd: documented(argoCd.schema.prefault({}), {
      about: 'Whether Argo CD is installed',
      allowed: '{enabled}',
      source: 'docs/adr/0037-approval-of-a-commit.md',
    }),
    applications: documented(z.array(argoApplication.schema).default([]), {
      about: 'Applications that Argo CD deploys',
      allowed: 'a list of applications',
      source: 'data-model.md, ArgoApplication',
    }),
    workloadControllers: documented(z.array(workloadController.schema).default([]), {
      about: "Controllers beside Kubernetes' own that make workloads, which the gate of an environment lets through",
      allowed: 'a list of {serviceAccount, resources}',
      source: 'docs/adr/0024-lifecycle-and-gate.md',
    }),
    waivers: documented(z.array(waiver.schema).default([]), {
      about: 'Recorded reasons why a "when available" rule is not met',
      allowed: 'a list of {rule, reason, approvedBy, approvedOn}',
      source: 'data-model.md, NodePool',
    }),
    imports: documented(z.array(importEntry.schema).default([]), {
      about: 'What exists already and is taken over; remove it once every stack is applied',
      allowed: 'a list of {stack, to, id}, as lke-platform import writes it',
      source: 'docs/adr/0003-fields-beyond-the-data-model.md',
    }),
    moved: documented(z.array(move.schema).default([]), {
      about: 'What has got another address and is kept; remove an entry once every stack is applied',
      allowed: 'a list of {stack, from, to}, as npm run snapshots prints it',
      source: 'docs/adr/0005-addresses-are-a-contract.md',
    }),
    drift: documented(drift.schema.prefault({}), {
      about: 'How differences between what is deployed and what was applied are judged, and who is told',
      allowed: '{rules, accept, slack, github, pagerduty, webhook}',
      source: 'data-model.md, DriftReport',
    }),
    handoffService: documented(handoffService.schema.optional(), {
      about: 'The service by which application teams get what they need of an environment',
      allowed: '{address, grafanaAddress, oidc, audience, service, slackWebhook, webhook, roles}',
      default: 'none: contracts are published, and platform engineers grant access',
      source: 'data-model.md, ServiceHandoffContract',
    }),
    sources: documented(sources.schema.prefault({}), {
      about: 'Addresses to use instead of the public ones',
      allowed: '{linodeApi, objectStorage, repository, charts, providers, images}',
      source: 'docs/adr/0003-fields-beyond-the-data-model.md',
    }),
    catalogue: documented(catalogue.schema.prefault({}), {
      about: `Instance types and regions that are newer than this release, whose tables are of ${CATALOGUE_DATE}`,
      allowed: '{instanceTypes, regions}',
      source: 'Linode API',
    }),
    prices: documented(prices.schema.prefault({}), {
      about: 'Prices of a contract with Linode, which win over the public list',
      allowed: '{instanceTypes, services}',
      source: 'docs/guides/cost.md',
    }),
  },
  derived: {
    terraformModules: { about: 'The modules other teams reuse', from: 'the constructs; they stand in modules/' },
  },
  observed: {
    driftReports: { about: 'How far the deployed platform is from its state', seeWith: 'npx lke-platform drift list' },
    rollbackPlans: {
      about: 'How a change of production is taken back',
      seeWith: 'npx lke-platform rollback plan',
    },
  },
});

/** The parsed file with the schema's defaults, before anything is derived. */
export type PlatformFile = z.output<typeof platformFile.schema>;
/** One environment of the parsed file. */
export type EnvironmentFile = z.output<typeof environment.schema>;
