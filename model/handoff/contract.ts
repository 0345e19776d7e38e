import { z } from 'zod';
import { APPROVALS, ROLES } from '../entities/access-policy';
import { ENVIRONMENT_NAMES } from '../entities/environment';

/** A quantity of Kubernetes, such as `500m` or `16Gi`. */
const quantity = z.string().regex(/^\d+(\.\d+)?(m|Ki|Mi|Gi|Ti)?$/);
const container = z.strictObject({ cpu: quantity.nullable(), memory: quantity.nullable() });
const texts = z.array(z.string());
const map = z.record(z.string(), z.string());

const toleration = z.strictObject({
  key: z.string(),
  operator: z.string(),
  value: z.string(),
  effect: z.string(),
});

const pool = z.strictObject({
  name: z.string(),
  instance_type: z.string(),
  nodes: z.int().describe('How many there are at least.'),
  max_nodes: z.int().describe('How many there are at most.'),
  labels: map.describe('Labels of its nodes.'),
  tolerations: z
    .array(toleration)
    .describe('What a pod has to tolerate to run there, beside the tolerations of all pools.'),
});

const accessRole = z.strictObject({
  role: z.enum(ROLES),
  max_duration: z.string().describe('Longest life of one credential, as an ISO-8601 duration.'),
  approval: z.enum(APPROVALS).describe('Who has to agree: second-person is a platform engineer who did not ask.'),
  requires_incident_ticket: z.boolean(),
  permissions: z
    .array(z.strictObject({ api_groups: texts, resources: texts, verbs: texts }))
    .describe('What it may do in the namespace, as in a Role of Kubernetes; the API group "" is the core group.'),
});

/**
 * What an environment offers to those who deploy to it, as far as the platform file tells it. Names are those of
 * data-model.md, ServiceHandoffContract, and in its manner.
 */
export const contractTerms = z.strictObject({
  format: z.literal(1),
  platform: z.string(),
  environment: z.enum(ENVIRONMENT_NAMES),
  namespace: z.string(),
  ingress_base_domain: z.string().describe("Domain under which the environment's services are reached."),
  domains: texts.describe('Domains whose traffic goes to the environment.'),
  tls_secrets: texts.describe('Secrets with a certificate, by name, which an Ingress can name.'),
  observability_links: z.array(z.url()).describe('Addresses of dashboards.'),
  deployment_steps: texts.min(1).describe('What a team does to deploy the sample service, in order.'),
  quota: z
    .strictObject({ cpu: quantity, memory: quantity, pods: z.int(), load_balancers: z.int() })
    .describe('What all pods of the namespace may ask for together.'),
  container: z
    .strictObject({ default_request: container, default_limit: container, max: container })
    .describe('Resources of one container that names none, and the most it may ask for; null stands for none.'),
  network: z.strictObject({
    internet_egress: z.boolean().describe('Whether pods reach public addresses.'),
    reached_from: z.array(z.enum(ENVIRONMENT_NAMES)).describe('Environments whose pods reach pods of this one.'),
    reaches: z.array(z.enum(ENVIRONMENT_NAMES)).describe('Environments whose pods are reached from this one.'),
    always: texts.describe('What gets through in any environment.'),
  }),
  secrets: z
    .array(
      z.strictObject({
        name: z.string(),
        purpose: z.string(),
        keys: texts.describe('Keys in it; none are known where the source decides.'),
        rotation_frequency_days: z.number(),
      }),
    )
    .describe('Secrets in the namespace, by name. Never a value.'),
  placement: z.strictObject({
    runtime_class_name: z.string().describe('The one line that every pod needs.'),
    priority_class_name: z.string(),
    node_selector: map,
    tolerations: z.array(toleration),
    pools: z.array(pool),
  }),
  workload_bounds: z
    .strictObject({
      min_replicas: z.int(),
      max_replicas: z.int(),
      autoscaler_max_replicas: z.int(),
      max_unavailable: z.int(),
      max_surge_percent: z.int(),
    })
    .describe('Bounds of the number of pods of one workload, held by the API server.'),
  access: z.strictObject({
    request_url: z
      .url()
      .nullable()
      .describe('Where access is asked for, and the kubeconfig of a grant; null without the service.'),
    request_command: z.string().describe('How a platform engineer grants access on the command line.'),
    roles: z.array(accessRole),
  }),
  contacts: texts.describe('Who answers for the environment.'),
  versions: z.strictObject({ kubernetes: z.string(), observability_chart: z.string() }),
});
export type ContractTerms = z.infer<typeof contractTerms>;

/** A contract: the terms, and which namespace they are of. It is what is hashed, kept and compared. */
export const handoffContract = contractTerms.extend({
  namespace_uid: z
    .string()
    .nullable()
    .describe('UID of the namespace: an environment that is made anew has another. null before it is known.'),
});
export type HandoffContract = z.infer<typeof handoffContract>;
