import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { listen } from '@lke-platform/stand-ins/listen';
import { termsOf } from '../../../model/derive/access-policy';
import { ACCESS_NAMESPACE } from '../../../model/naming';
import type { Platform } from '../../../model/platform';

const NAMESPACE = `/api/v1/namespaces/${ACCESS_NAMESPACE}`;

/** What an API server answers. */
type Answer = readonly [status: number, body: unknown];

interface Sent {
  readonly metadata?: { readonly name: string };
  readonly spec?: { readonly boundObjectRef: { readonly name: string }; readonly expirationSeconds: number };
}

/**
 * What stands in for the API server where grants are made and the object storage is what is tested: accounts with the terms
 * of their policies, Secrets, and tokens that end with the Secret that they are bound to. It refuses what is not a grant, as
 * the fence does. With a real one grants are made in the lab.
 */
export class GrantCluster {
  /** By token, the Secret that it is bound to. */
  private readonly tokens = new Map<string, string>();
  private readonly secrets = new Set<string>();
  /** How far its clock is ahead, in milliseconds. */
  ahead = 0;
  /** Called before each request that changes something. */
  onChange: ((path: string) => void) | undefined;

  private constructor(private readonly platform: Platform) {}

  static async start(platform: Platform): Promise<GrantCluster & { readonly url: string; stop(): void }> {
    const cluster = new GrantCluster(platform);
    const server = createServer((request, response) => {
      void (async () => {
        const { method = 'GET', url = '/' } = request;
        const body = method === 'POST' ? ((await json(request)) as Sent) : {};
        if (method !== 'GET' && !url.includes('dryRun')) cluster.onChange?.(`${method} ${url}`);
        const [status, answer] = cluster.answer(`${method} ${url}`, body);
        const date = new Date(Date.now() + cluster.ahead).toUTCString();
        response.writeHead(status, { 'content-type': 'application/json', date }).end(JSON.stringify(answer));
      })();
    });
    await listen(server);
    return Object.assign(cluster, {
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      stop: () => {
        server.closeAllConnections();
        server.close();
      },
    });
  }

  /** The grants that can be used. */
  get alive(): string[] {
    return [...this.secrets];
  }

  /** The grant of a kubeconfig, if it can be used. */
  grantOf(kubeconfig: string): string | undefined {
    const [, grant] = [...this.tokens].find(([token]) => kubeconfig.includes(token)) ?? [];
    return grant !== undefined && this.secrets.has(grant) ? grant : undefined;
  }

  private answer(what: string, { metadata, spec }: Sent): Answer {
    const [, account] = new RegExp(`^GET ${NAMESPACE}/serviceaccounts/([^/]+)$`).exec(what) ?? [];
    if (account !== undefined) return this.accountCalled(account);
    if (what.startsWith(`POST ${NAMESPACE}/secrets`)) return this.make(metadata?.name ?? '', what.includes('dryRun'));
    if (what.startsWith(`POST ${NAMESPACE}/serviceaccounts/`) && spec) return this.tokenFor(spec);
    const [, secret] = new RegExp(`^DELETE ${NAMESPACE}/secrets/([^/?]+)`).exec(what) ?? [];
    if (secret !== undefined && this.secrets.delete(secret)) return [200, { status: 'Success' }];
    return [404, { message: `${what} is not found` }];
  }

  private accountCalled(name: string): Answer {
    const policies = this.platform.environments.flatMap(({ accessPolicies }) => accessPolicies);
    const policy = policies.find((it) => it.account === name);
    return policy ? [200, { metadata: { name, uid: `uid-${name}`, annotations: termsOf(policy) } }] : [404, {}];
  }

  private make(name: string, isDryRun: boolean): Answer {
    if (name === 'grant-of-nothing') return [422, { message: 'this is not what a grant looks like' }];
    if (this.secrets.has(name)) return [409, { message: `${name} already exists` }];
    if (!isDryRun) this.secrets.add(name);
    return [201, { metadata: { name } }];
  }

  private tokenFor({ boundObjectRef: { name }, expirationSeconds }: NonNullable<Sent['spec']>): Answer {
    if (!this.secrets.has(name)) return [404, { message: `${name} is not found` }];
    const token = `token-${randomUUID()}`;
    this.tokens.set(token, name);
    const end = new Date(Date.now() + this.ahead + expirationSeconds * 1000);
    return [201, { status: { token, expirationTimestamp: `${end.toISOString().slice(0, 19)}Z` } }];
  }
}
