import { v5 as uuidv5 } from 'uuid';
import type { Role } from './entities/access-policy';
import type { EnvironmentName } from './entities/environment';

/** Root module with a state of its own. */
export type StackId = 'state' | 'cluster' | EnvironmentName;

/** The buckets of a platform, by what they hold (design: never shared between platforms). */
export const BUCKETS = ['state', 'artifacts', 'ledger', 'reports'] as const;
export type Bucket = (typeof BUCKETS)[number];

/** Namespaces of the baseline, on system's pools. */
export const BASELINE_NAMESPACES = ['sealed-secrets', 'argocd', 'monitoring', 'ingress'] as const;

/** Namespace of the hand-off service, which whoever runs it makes. */
export const HANDOFF_NAMESPACE = 'handoff';

/**
 * Namespace of the ServiceAccounts that roles act as, and of the Secrets that are their grants. Not one of the
 * environments': whoever may create pods in a namespace can run one as any ServiceAccount of it.
 */
export const ACCESS_NAMESPACE = 'lke-platform-access';

/** The release of the policies that keep accounts, grants and the gate. */
export const GATE_RELEASE = 'access-fence';

/** Namespaces that the stack `system` makes beside the one of its environment, or will. */
export const SYSTEM_NAMESPACES: readonly string[] = [...BASELINE_NAMESPACES, ACCESS_NAMESPACE];

/**
 * Beginning of the names of grants: `grant-<account>-<end>-<id>`, where the end is in seconds since 1970. It stands in the
 * name, because the API server sees of a grant nothing else when it is asked for a token.
 */
export const GRANT_PREFIX = 'grant-';

/** Domain of the labels, taints and annotations the platform sets. */
export const LABEL_DOMAIN = 'lke-platform.io';

/** Label of a grant: the account whose tokens are bound to it. */
export const ACCOUNT_KEY = `${LABEL_DOMAIN}/account`;

/** Annotations of a grant: who holds it, why, and the ticket of the incident it is for. */
export const HOLDER_KEY = `${LABEL_DOMAIN}/holder`;
export const REASON_KEY = `${LABEL_DOMAIN}/reason`;
export const TICKET_KEY = `${LABEL_DOMAIN}/incident-ticket`;

/** What a ticket of an incident looks like, and nothing that is only blanks. */
export const TICKET_PATTERN = '^[A-Za-z0-9][A-Za-z0-9#._/:-]{0,199}$';

/** Node label, taint and namespace label that tell the environment. */
export const ENVIRONMENT_KEY = `${LABEL_DOMAIN}/environment`;

/** Namespace label that belongs to the lifecycle alone; Terraform ignores it. */
export const STATUS_KEY = `${LABEL_DOMAIN}/status`;

/**
 * The user that the lifecycle acts as in the API server. Nobody has a credential of it: whoever is cluster-admin acts as
 * it, by impersonation.
 */
export const LIFECYCLE_USER = `${LABEL_DOMAIN}:lifecycle`;

/** Linode tag of pools that are kept outside of the cluster resource; the cluster leaves such pools alone. */
export const ENVIRONMENT_POOL_TAG = 'environment-pool';

/** Namespace for the platform's UUIDv5 ids, itself a UUIDv5 of the domain. */
const UUID_NAMESPACE = uuidv5(LABEL_DOMAIN, uuidv5.DNS);

export const namespaceOf = (environment: EnvironmentName) => `env-${environment}`;

/** Name of the ServiceAccount, Role and bindings of a role in an environment. */
export const accessNameOf = (environment: EnvironmentName, role: Role) => `${environment}-${role}`;

/** Name of the ConfigMap with the bounds of an environment's workloads, in the namespace of the accounts. */
export const boundsNameOf = (environment: EnvironmentName) => `deployment-policy-${environment}`;

/** Label of a node pool at Linode. */
export const nodePoolLabelOf = (environment: EnvironmentName, pool: string) => `${environment}-${pool}`;

/** Where a platform keeps its audit log. Two platforms of one name differ in it: within a region, no two buckets have one name. */
export const ledgerPlaceOf = ({
  region,
  buckets,
}: {
  readonly region: string;
  readonly buckets: { readonly ledger: string };
}) => `${region}/${buckets.ledger}`;

export const bucketNameOf = (prefix: string, bucket: Bucket) => `${prefix}-${bucket}`;

/** Name of a bucket of the baseline, which the system stack makes. */
export const baselineBucketNameOf = (prefix: string, part: 'loki' | 'tempo') => `${prefix}-${part}`;

/** Key of a stack's state in the state bucket. */
export const stateKeyOf = (platform: string, stack: StackId) => `${platform}/${stack}.tfstate`;

/** Grafana UID of an environment's dashboard, where the file names none; at most 40 characters. */
export const dashboardUidOf = (platform: string, environment: EnvironmentName) => `${platform}-${environment}`;

/** Grafana UID of the dashboard of a whole platform. */
export const overviewUidOf = (platform: string) => `${platform}-overview`;

/** Id of an environment's secrets bundle, the same on every day and machine. */
export const bundleIdOf = (platform: string, environment: EnvironmentName) =>
  uuidv5(`${platform}/${environment}`, UUID_NAMESPACE);

/** Days for which drift reports are kept (data-model.md, DriftReport). */
export const REPORT_DAYS = 90;

/** Local value of the stack of an environment that is retired. */
export const RETIRED_LOCAL = 'retired';

/** Name of the local value by which a stack tells what starts a rollback of it by itself. */
export const ROLLBACK_ON_LOCAL = 'rollback_on';

/** Local value of a stack with what is told of it once it is applied. */
export const FACTS_LOCAL = 'facts';

/** Local value of an environment's stack with the terms of its hand-off contract. */
export const HANDOFF_LOCAL = 'handoff';
