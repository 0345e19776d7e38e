import type { ProviderSchema } from '../protocol/schema';
import type { Peer } from '../protocol/peer';
import type { Fields } from '../protocol/values';
import type { Awaitable, ResourceType } from './resource-type';

/** A provider that the stand-in stands in for. */
export interface Provider<Session> {
  /** source without registry host */
  source: 'linode/linode' | 'hashicorp/kubernetes' | 'hashicorp/helm';
  schema: ProviderSchema;
  /** what is wrong in the provider's own block */
  validateProvider?(config: Fields): string[];
  /** makes what resources work with; throws ProviderError when the configuration does not do */
  configure(config: Fields, peer: () => Promise<Peer>): Awaitable<Session>;
  /** cancels what is being done, if the provider does that. @default - it is done to its end */
  stop?(session: Session): void;
  resourceType(type: string): ResourceType<Session>;
  dataSource(type: string): DataSource<Session>;
}

/** Reads a data source: its configuration in, all its values out. */
export type DataSource<Session> = (config: Fields, session: Session) => Awaitable<Fields>;
