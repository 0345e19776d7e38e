import * as access from './access';
import * as alertRoutes from './alert-routes';
import * as applications from './applications';
import * as baseline from './baseline';
import * as budget from './budget';
import * as capacity from './capacity';
import * as chartVersions from './chart-versions';
import * as cluster from './cluster';
import * as driftPolicy from './drift-policy';
import * as deploymentPolicies from './deployment-policies';
import * as domains from './domains';
import * as environments from './environments';
import * as handoffService from './handoff-service';
import * as importIds from './import-ids';
import * as imports from './imports';
import * as moves from './moves';
import * as network from './network';
import * as nodeCounts from './node-counts';
import * as nodePools from './node-pools';
import * as observability from './observability';
import * as offered from './offered';
import * as permissions from './permissions';
import * as prices from './prices';
import * as production from './production';
import * as retirement from './retirement';
import * as rollback from './rollback';
import type { Rule } from './rule';
import * as secrets from './secrets';
import * as state from './state';
import * as systemPool from './system-pool';
import * as versions from './versions';
import * as workloadControllers from './workload-controllers';

const isRule = (value: unknown): value is Rule => typeof value === 'object' && value !== null && 'check' in value;

/** Every rule between values of the file. */
export const RULES: readonly Rule[] = [
  offered,
  cluster,
  versions,
  network,
  state,
  environments,
  nodePools,
  nodeCounts,
  systemPool,
  production,
  retirement,
  rollback,
  capacity,
  deploymentPolicies,
  baseline,
  prices,
  budget,
  domains,
  access,
  permissions,
  secrets,
  observability,
  alertRoutes,
  chartVersions,
  applications,
  workloadControllers,
  imports,
  importIds,
  moves,
  driftPolicy,
  handoffService,
].flatMap((group) => Object.values<unknown>(group).filter(isRule));
