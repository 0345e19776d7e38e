import { catalogueOf } from './catalogue/catalogue';
import { deriveApplications, type Application } from './derive/application';
import { deriveEnvironment, type Environment } from './derive/environment';
import { deriveFirewall, type Firewall } from './derive/firewall';
import { deriveState, type State } from './derive/state';
import {
  CHART_REPOSITORIES,
  IMAGE_SOURCES,
  PROVIDER_SOURCES,
  PUBLIC_LINODE_API,
  type ChartRepository,
  type ImageName,
  type ProviderName,
} from './entities/sources';
import { ENVIRONMENT_NAMES } from './entities/environment';
import { stateKeyOf, type StackId } from './naming';
import type { PlatformFile } from './platform-file';
import { THIS_REPOSITORY } from './this-repository';

/** One platform, complete: what the file says, the defaults, and what follows from both. Plain data, no tokens. */
export interface Platform {
  readonly name: string;
  readonly owners: readonly string[];
  /** Whether Terraform refuses to destroy `cluster` and `state`. */
  readonly deletionProtection: boolean;
  /** Whether Linode refuses to delete what is protected of the cluster and the pools; undefined where nobody decided. */
  readonly deletionLock: boolean | undefined;
  /** Days after which the keys that people and pipelines work with have to be rotated. */
  readonly keyRotationFrequencyDays: number;
  /** US dollars a month that it may cost; undefined where nobody said. */
  readonly budget: number | undefined;
  readonly cluster: Cluster;
  readonly network: Network;
  readonly state: State;
  /** In the order in which their stacks are deployed; system comes first. */
  readonly environments: readonly Environment[];
  readonly observability: PlatformFile['observability'];
  /** Whether Argo CD is installed, which deploys them. */
  readonly argoCd: PlatformFile['argoCd'];
  readonly applications: readonly Application[];
  readonly workloadControllers: PlatformFile['workloadControllers'];
  readonly waivers: PlatformFile['waivers'];
  /** What exists already and is taken over by the next apply. */
  readonly imports: PlatformFile['imports'];
  /** What has got another address and is kept by the next apply. */
  readonly moved: PlatformFile['moved'];
  /** How drift is judged, and who is told of it. */
  readonly drift: PlatformFile['drift'];
  /** The service of hand-off contracts; undefined where there is none. */
  readonly handoffService: PlatformFile['handoffService'];
  readonly sources: Sources;
  /** Instance types and regions that are newer than the release. */
  readonly catalogue: PlatformFile['catalogue'];
  /** Prices that win over those of the list. */
  readonly prices: PlatformFile['prices'];
  /** Stacks in the order in which they are deployed. */
  readonly stacks: readonly StackId[];
}

/** The shared LKE cluster. */
export interface Cluster extends Omit<PlatformFile['cluster'], 'label' | 'auditLogs'> {
  readonly label: string;
  readonly auditLogs: boolean;
}

type NetworkFile = PlatformFile['network'];

/** Network around the cluster; each part may be missing. */
export interface Network {
  readonly vpc: (NonNullable<NetworkFile['vpc']> & { readonly label: string }) | undefined;
  readonly firewall: Firewall | undefined;
  readonly dns: NetworkFile['dns'];
}

/** Where the platform gets its parts from. */
export interface Sources {
  /** Address of the Linode API without a version; undefined for the public one. */
  readonly linodeApi: string | undefined;
  /** Address at which Argo CD reads this repository. */
  readonly repository: string;
  readonly charts: Readonly<Record<ChartRepository, string>>;
  readonly providers: Readonly<Record<ProviderName, string>>;
  readonly images: Readonly<Record<ImageName, string>>;
}

/** Key of the state of a stack of this platform. */
export const stateKey = (platform: Platform, stack: StackId) => stateKeyOf(platform.name, stack);

/** Makes the platform of a file that broke no rule. Sources from the environment win over those of the file. */
export function derivePlatform(file: PlatformFile, overrides: PlatformFile['sources']): Platform {
  const catalogue = catalogueOf(file.catalogue);
  const { production } = file.environments;
  return {
    name: file.name,
    owners: file.owners,
    deletionProtection: file.deletionProtection && production !== undefined,
    deletionLock: file.deletionLock,
    keyRotationFrequencyDays: file.keyRotationFrequencyDays,
    budget: file.budget,
    cluster: { ...file.cluster, label: file.cluster.label ?? file.name, auditLogs: file.cluster.auditLogs ?? false },
    network: deriveNetwork(file),
    state: deriveState(file, overrides, catalogue),
    environments: ENVIRONMENT_NAMES.flatMap((name) => {
      const environment = file.environments[name];
      return environment ? [deriveEnvironment(file, name, environment, catalogue)] : [];
    }),
    observability: file.observability,
    argoCd: file.argoCd,
    applications: deriveApplications(file.applications),
    workloadControllers: file.workloadControllers,
    waivers: file.waivers,
    imports: file.imports,
    moved: file.moved,
    drift: file.drift,
    handoffService: file.handoffService,
    sources: deriveSources(file, overrides),
    catalogue: file.catalogue,
    prices: file.prices,
    stacks: ['state', 'cluster', ...ENVIRONMENT_NAMES.filter((name) => file.environments[name])],
  };
}

function deriveNetwork({ name, network: { vpc, firewall, dns } }: PlatformFile): Network {
  return {
    vpc: vpc && { ...vpc, label: vpc.label ?? name },
    firewall: firewall && deriveFirewall(name, firewall, vpc?.subnet),
    dns,
  };
}

function deriveSources({ sources }: PlatformFile, overrides: PlatformFile['sources']): Sources {
  const pick = <K extends string>(defaults: Readonly<Record<K, string>>, part: 'charts' | 'providers' | 'images') =>
    Object.fromEntries(
      Object.entries<string>(defaults).map(([key, value]) => {
        const inFile: Readonly<Record<string, string | undefined>> = sources[part];
        const given: Readonly<Record<string, string | undefined>> = overrides[part];
        return [key, given[key] ?? inFile[key] ?? value];
      }),
    ) as Record<K, string>;
  return {
    linodeApi: unlessPublic(overrides.linodeApi ?? sources.linodeApi),
    repository: overrides.repository ?? sources.repository ?? THIS_REPOSITORY,
    charts: pick(CHART_REPOSITORIES, 'charts'),
    providers: pick(PROVIDER_SOURCES, 'providers'),
    images: pick(IMAGE_SOURCES, 'images'),
  };
}

/** The public API needs no address: clients know it, and LINODE_URL may name another for one run. */
const unlessPublic = (address: string | undefined) =>
  address?.replace(/\/$/, '') === PUBLIC_LINODE_API ? undefined : address;
