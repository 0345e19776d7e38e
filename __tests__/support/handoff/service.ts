import type { FastifyInstance, InjectOptions } from 'fastify';
import { join } from 'node:path';
import { ALERTMANAGER_ACCOUNT } from '../../../model/derive/alerting/handoff-receiver';
import type { EnvironmentName } from '../../../model/entities/environment';
import type { ServiceRole } from '../../../model/entities/handoff-service';
import type { HandoffContract } from '../../../model/handoff/contract';
import { termsOfContract } from '../../../model/handoff/terms';
import type { Platform } from '../../../model/platform';
import { noteAnchoring } from '../../../operations/audit/anchoring';
import type { AuditRecorder } from '../../../operations/audit/record';
import type { ContractId } from '../../../operations/handoff/contracts';
import { contractHash } from '../../../operations/handoff/hash';
import { publishContract } from '../../../operations/handoff/publish';
import type { Desk } from '../../../operations/handoff/service/desk';
import { FirstFew } from '../../../operations/handoff/service/first-few';
import type { IdentityProvider, ProvenPerson } from '../../../operations/handoff/service/identity-provider';
import { serviceKeys } from '../../../operations/handoff/service/keys';
import { linkSigner } from '../../../operations/handoff/service/links';
import { jsonLog } from '../../../operations/handoff/service/log';
import { type Openapi, OPENAPI_FILE, readOpenapi } from '../../../operations/handoff/service/openapi';
import { Recent } from '../../../operations/handoff/service/recent';
import { sealer } from '../../../operations/handoff/service/sealed';
import { handoffServer } from '../../../operations/handoff/service/server';
import { Sessions } from '../../../operations/handoff/service/sessions';
import type { Message } from '../../../operations/handoff/service/tell';
import type { Actor } from '../../../operations/ledger/event';
import type { Ledger } from '../../../operations/ledger/ledger';
import { memoryLedger } from '../memory-ledger';
import { exampleData, platformOf } from '../platforms';

export const ADDRESS = 'https://handoff.ops.acme.example';
export const KEY = Buffer.alloc(32, 7).toString('base64');
const keys = serviceKeys({ LKE_PLATFORM_HANDOFF_KEY: KEY });

export const openapi = readOpenapi(join(__dirname, '../../..', OPENAPI_FILE));

/** Who has which role where, in the tests of the service. */
export const ROLES = [
  { role: 'platform-engineer', groups: ['platform'] },
  { role: 'app-team', groups: ['shop'], environments: ['development', 'production'] },
  { role: 'read-only', groups: ['auditors'], environments: ['staging'] },
  { role: 'alert-source', serviceAccounts: [ALERTMANAGER_ACCOUNT], environments: ['production'] },
  { role: 'read-only', serviceAccounts: ['argocd/catalog'], environments: ['production'] },
  { role: 'platform-engineer', serviceAccounts: ['argocd/robot'] },
] satisfies { role: ServiceRole; groups?: string[]; serviceAccounts?: string[]; environments?: EnvironmentName[] }[];

export const servicePlatform = (): Platform => {
  const data = exampleData();
  const handoffService = { ...(data.handoffService as object), roles: ROLES };
  return platformOf({ ...data, handoffService });
};

/** People and tokens of the tests. */
export const PEOPLE = {
  ada: person('ada', ['platform']),
  bob: person('bob', ['platform', 'shop']),
  kim: person('kim', ['shop']),
  ann: person('ann', ['auditors']),
  eve: person('eve', ['others']),
  noa: { ...person('noa', ['platform']), email: undefined },
};
export type PersonName = keyof typeof PEOPLE;

function person(name: string, groups: string[]): ProvenPerson {
  return { issuer: 'https://id.acme.example', subject: `sub-${name}`, email: `${name}@acme.example`, groups };
}

export const TOKENS: Readonly<Record<string, string>> = {
  'token-of-alertmanager': ALERTMANAGER_ACCOUNT,
  'token-of-catalog': 'argocd/catalog',
  'token-of-robot': 'argocd/robot',
  'token-of-stranger': 'env-development/default',
};

/** A request as a test writes it, with any method. */
export type Asked = Omit<InjectOptions, 'method'> & { readonly method?: string };

/** A service in memory. */
export interface ServiceWorld {
  readonly desk: Desk;
  readonly server: FastifyInstance;
  readonly ledger: Ledger;
  /** What it logged. */
  readonly lines: string[];
  /** Requests of which a grant was made. */
  readonly issued: string[];
  /** What people were told. */
  readonly told: Message[];
  /** Lets time pass. */
  pass(seconds: number): void;
  /** Asks as a person who signed in, as a machine, or as nobody. */
  ask(who: PersonName | `token-${string}` | undefined, options: Asked): Promise<Answered>;
}

export interface Answered {
  readonly status: number;
  readonly body: Record<string, unknown> & { readonly title?: string; readonly detail?: string };
  readonly text: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

export interface WorldProps {
  readonly openapi?: Openapi;
  readonly platform?: Platform;
  readonly provider?: IdentityProvider;
  /** Shared by replicas. @default - a new one */
  readonly ledger?: Ledger;
  /** @default - the grant is made */
  readonly issue?: Desk['issue'];
  /** Whether a message is delivered. @default - it is */
  readonly isTold?: () => boolean | Promise<boolean>;
  /** @default - there are none */
  readonly driftReports?: Desk['driftReports'];
  /** @default - labels follow */
  readonly follow?: Desk['follow'];
}

export async function serviceWorld(props: WorldProps = {}): Promise<ServiceWorld> {
  const platform = props.platform ?? servicePlatform();
  const { address = ADDRESS } = platform.handoffService ?? {};
  let now = new Date('2026-11-27T12:00:00Z');
  const ledger = props.ledger ?? memoryLedger(() => now).ledger;
  const issued: string[] = [];
  const lines: string[] = [];
  const told: Message[] = [];
  const documents = new Map<string, HandoffContract>();
  const recorderOf = (actor: Actor, why: string | undefined): AuditRecorder => {
    const unwritten: string[] = [];
    const write: AuditRecorder['write'] = async ({ chain, kind, what, details = {} }) => {
      noteAnchoring({ unwritten }, await ledger.append(chain, { kind, actor, what, why: why ?? null, details }));
    };
    return {
      ...{ actor, log: undefined, unwritten, write },
      begin: async (entry) => {
        await write({ ...entry, kind: `${entry.kind}.began` });
        return (outcome, details) =>
          write({ ...entry, kind: `${entry.kind}.${outcome}`, details: { ...entry.details, ...details } });
      },
    };
  };
  const desk: Desk = {
    platform,
    book: {
      ledger,
      contracts: {
        keep: (environment, version, contract) => {
          documents.set(`${environment}/${version}-${contractHash(contract)}`, contract);
          return Promise.resolve();
        },
        read: (environment, id: ContractId) => {
          const contract = documents.get(`${environment}/${id.version}-${id.hash}`);
          return Promise.resolve(contract && { ...id, contract });
        },
      },
    },
    links: linkSigner(keys.links, address),
    sessions: new Sessions(sealer(keys.sessions, address, 'session'), ledger.store, platform),
    logins: sealer(keys.sessions, address, 'login'),
    provider: props.provider,
    now: () => now,
    recent: new Recent(() => now),
    reuses: new FirstFew(10),
    telling: new Set(),
    recorder: recorderOf,
    catchUp: () => Promise.resolve([]),
    accountOf: (token) => Promise.resolve(TOKENS[token]),
    issue:
      props.issue ??
      (async (request, audit) => {
        const { id, asked } = request;
        const details = {
          ...{ grant: `grant-${id}`, role: asked.role, holder: asked.holder, end: now.toISOString() },
          ...{ kubeconfig: 'x', ticket: null, approvedBy: null, request: id },
        };
        const end = await audit.begin({ chain: asked.environment, kind: 'access-grant', what: 'a grant', details });
        issued.push(id);
        await end('done');
        return { grant: `grant-${id}`, kubeconfig: `kubeconfig of ${id}\n` };
      }),
    statusBook: (actor, why) => ({ ledger, applied: { list: () => Promise.resolve([]) }, actor, why }),
    driftReports: props.driftReports ?? (() => Promise.resolve([])),
    tell: (message) => {
      told.push(message);
      return Promise.resolve(props.isTold?.() ?? true);
    },
    follow: props.follow ?? (() => Promise.resolve(new Map())),
  };
  for (const name of ['development', 'staging', 'production'] as const) {
    const terms = termsOfContract(platform, { name });
    const actor = { name: 'jane', provenBy: 'linode-profile' as const };
    if (terms) await publishContract(desk.book, { actor, unwritten: [] }, { ...terms, namespace_uid: `uid-${name}` });
  }
  const log = jsonLog((line) => lines.push(line));
  const server = await handoffServer({ desk, openapi: props.openapi ?? openapi, log });
  await server.ready();
  return {
    ...{ desk, server, ledger, lines, issued, told },
    pass: (seconds) => {
      now = new Date(now.getTime() + seconds * 1000);
    },
    ask: async (who, options) => {
      const headers = { ...(await headersOf(desk, who)), ...options.headers };
      const { statusCode, body, headers: answered } = await server.inject({ ...options, headers } as InjectOptions);
      return { status: statusCode, body: parsed(body), text: body, headers: answered };
    },
  };
}

async function headersOf({ sessions, now }: Desk, who: string | undefined): Promise<Record<string, string>> {
  if (who === undefined) return {};
  if (who.startsWith('token-')) return { authorization: `Bearer ${who}` };
  const cookie = await sessions.begin(PEOPLE[who as PersonName], now());
  const caller = await sessions.open(cookie, now());
  return { cookie: `__Host-lke-platform=${cookie}`, 'x-csrf-token': caller?.csrf ?? '' };
}

function parsed(body: string): Answered['body'] {
  try {
    return JSON.parse(body) as Answered['body'];
  } catch {
    return {};
  }
}

export const inEnvironment = (environment: EnvironmentName, rest: string) => `/v1/environments/${environment}/${rest}`;
