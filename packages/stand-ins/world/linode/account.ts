import { randomUUID } from 'node:crypto';
import type {
  Bucket,
  Cluster,
  Domain,
  DomainRecord,
  Event,
  Firewall,
  Lock,
  Node,
  NodeBalancer,
  NodePool,
  ObjectStorageKey,
  Subnet,
  Token,
  Volume,
  Vpc,
} from './objects';

/** Objects of one kind, by their number. */
export type Numbered<T> = Map<number, T>;

/** A Linode account: what exists in it. A test may change or delete any of it. */
export class LinodeAccount {
  readonly tokens: Numbered<Token> = new Map();
  readonly keys: Numbered<ObjectStorageKey> = new Map();
  /** by region and label, as in `us-ord/state` */
  readonly buckets = new Map<string, Bucket>();
  readonly clusters: Numbered<Cluster> = new Map();
  readonly pools: Numbered<NodePool> = new Map();
  readonly locks: Numbered<Lock> = new Map();
  readonly vpcs: Numbered<Vpc> = new Map();
  readonly subnets: Numbered<Subnet> = new Map();
  readonly firewalls: Numbered<Firewall> = new Map();
  readonly nodeBalancers: Numbered<NodeBalancer> = new Map();
  /** made by the CSI driver, for volume claims; no provider here makes any */
  readonly volumes: Numbered<Volume> = new Map();
  readonly domains: Numbered<Domain> = new Map();
  readonly records: Numbered<DomainRecord> = new Map();
  readonly events: Event[] = [];

  /** Kubernetes versions on offer. */
  versions = {
    standard: ['1.33', '1.34', '1.35'],
    enterprise: ['v1.31.9+lke7', 'v1.32.9+lke4', 'v1.33.6+lke7'],
  };
  /** In which order the API gives the tags of a pool; of Linode it is not known. @default 'given' */
  tagOrder: 'given' | 'sorted' | 'reversed' = 'given';
  /** How many keys of object storage the account may have. @default - as many as it likes */
  mostKeys: number | undefined;
  /** Most elements of a list in one answer; a test that needs several pages makes it small. */
  longestPage = 500;
  /** How long after its creation a node is `ready`, in milliseconds. @default 0, at once */
  nodesReadyAfter = 0;
  /** A `restricted` user can neither make nor lift locks. */
  readonly profile = { username: 'stand-in', email: 'stand-in@example.com', restricted: false };

  /** Users beside the first one, by their token. */
  private readonly users = new Map<string, string>();

  private lastId = 1000;

  nextId(): number {
    this.lastId += 1;
    return this.lastId;
  }

  /** A personal access token that the API accepts. @param scopes `*`, or scopes parted by spaces */
  createToken(label: string, scopes = '*', expiry: string | null = null): Token {
    const id = this.nextId();
    const token = { id, label, scopes, expiry, created: now(), token: randomUUID().replaceAll('-', '').repeat(2) };
    this.tokens.set(id, token);
    return token;
  }

  /** A token of another user of the account. */
  createUserToken(username: string, scopes = '*'): Token {
    const token = this.createToken(username, scopes);
    this.users.set(token.token, username);
    return token;
  }

  /** A token of the same user as another one. */
  createTokenLike(acting: string | undefined, label: string, scopes: string, expiry: string | null): Token {
    const token = this.createToken(label, scopes, expiry);
    const username = this.users.get(acting ?? '');
    if (username !== undefined) this.users.set(token.token, username);
    return token;
  }

  /** The tokens of the user that a token belongs to. */
  tokensOf(acting: string | undefined): Token[] {
    const owner = this.users.get(acting ?? '');
    return [...this.tokens.values()].filter(({ token }) => this.users.get(token) === owner);
  }

  /** Whom a token belongs to. */
  profileOf(token: string | undefined): LinodeAccount['profile'] {
    const username = this.users.get(token ?? '');
    return username === undefined ? this.profile : { ...this.profile, username, email: `${username}@example.com` };
  }

  /** The cluster of that label. @throws when there is none */
  cluster(label: string): Cluster {
    return labelled(this.clusters, label);
  }

  /** The lock on a cluster or pool, of which there is one at most. */
  lockOn(type: Lock['entity']['type'], id: number): Lock | undefined {
    return [...this.locks.values()].find(({ entity }) => entity.type === type && entity.id === id);
  }

  /** The pools of a cluster, in the order of their creation. */
  poolsOf(cluster: number): NodePool[] {
    return [...this.pools.values()].filter((it) => it.cluster_id === cluster);
  }

  createNodes(cluster: number, pool: number, count: number): Node[] {
    return Array.from({ length: count }, () => this.createNode(cluster, pool));
  }

  /** Lets nodes go, each with the event that the API then has. */
  deleteNodes(nodes: Node[]): void {
    for (const { instance_id: id } of nodes) {
      const entity = { id, type: 'linode', label: `lke-${id}`, url: `/v4/linode/instances/${id}` };
      this.events.unshift({ id: this.nextId(), action: 'linode_delete', status: 'finished', created: now(), entity });
    }
  }

  private createNode(cluster: number, pool: number): Node {
    const instance = this.nextId();
    const node: Node = {
      id: `${cluster}-${pool}-${instance.toString(16)}`,
      instance_id: instance,
      status: 'not_ready',
    };
    const becomeReady = () => {
      node.status = 'ready';
    };
    if (this.nodesReadyAfter === 0) becomeReady();
    else setTimeout(becomeReady, this.nodesReadyAfter).unref();
    return node;
  }
}

/** The moment as the API writes it: no zone, no fractions. */
export function now(): string {
  return new Date().toISOString().slice(0, 19);
}

function labelled<T extends { label: string }>(objects: Numbered<T>, label: string): T {
  const found = [...objects.values()].find((it) => it.label === label);
  if (!found)
    throw new Error(
      `Nothing is labelled '${label}'; there is ${[...objects.values()].map((it) => it.label).join(', ')}`,
    );
  return found;
}
