import type { EnvironmentVariables } from '../../../model/environment-variables';
import type { Platform } from '../../../model/platform';
import type { AccessRequest } from '../../access/requests';
import { encryptionFor } from '../../access/encrypt';
import { grant } from '../../access/grant';
import { type AccessSite, onSite, sitePlaceOf } from '../../access/site';
import { termsFor } from '../../access/terms';
import type { AuditRecorder } from '../../audit/record';
import { recorder } from '../../audit/record';
import { openAuditLog } from '../../audit/place';
import { sendWaiting } from '../../audit/send';
import { accessToReports } from '../../deploy/bucket-access';
import { DriftReports } from '../../drift/reports/reports';
import { s3ReportStore } from '../../drift/reports/store';
import { secretReader } from '../../drift/notify/read-secret';
import { appliedOf } from '../../lifecycle/evidence';
import { letLabelsFollow } from '../../lifecycle/label-follows';
import { clusterSiteOf } from '../../lifecycle/on-cluster';
import { Contracts } from '../contracts';
import type { Desk, Issued } from './desk';
import { FirstFew } from './first-few';
import { identityProvider } from './identity-provider';
import { serviceKeys } from './keys';
import type { Log } from './log';
import { linkSigner } from './links';
import { podClient } from './pod-client';
import { Recent } from './recent';
import { sealer } from './sealed';
import { Sessions } from './sessions';
import { tellPeople } from './tell';
import { accountOfToken } from './token-review';

/** The variable with the secret of the client at the identity provider. */
export const CLIENT_SECRET_VARIABLE = 'LKE_PLATFORM_HANDOFF_CLIENT_SECRET';

/** Tries of one address that each replica writes down. */
const REUSES_TOLD = 10;

/** A store that does not answer is told of soon. */
const STORE_LIMITS = { timeoutMs: 10_000, attempts: 3 };

/**
 * What the service works with at a deployed platform.
 *
 * @param logOf what could not be told is written there
 * @throws {Error} when the platform file has no service, or a key is missing
 */
export function deployedDesk(platform: Platform, environment: EnvironmentVariables, logOf: Log): Desk {
  const { handoffService: service, name, state } = platform;
  if (!service) throw new Error('the platform file has no service: write handoffService: {address: …, roles: […]}');
  const log = openAuditLog({ platform: name, ...state }, environment, STORE_LIMITS);
  const keys = serviceKeys(environment);
  const reportStore = s3ReportStore(accessToReports(state.endpoint, environment, STORE_LIMITS), state.buckets.reports);
  const reports = new DriftReports(reportStore, name);
  const site = <T>(work: (site: AccessSite) => Promise<T>) => onSite(sitePlaceOf(platform), environment, work);
  return {
    platform,
    book: { ledger: log.ledger, contracts: new Contracts(log.s3, log.artifacts) },
    links: linkSigner(keys.links, service.address),
    sessions: new Sessions(sealer(keys.sessions, service.address, 'session'), log.ledger.store, platform),
    logins: sealer(keys.sessions, service.address, 'login'),
    provider:
      service.oidc &&
      identityProvider({
        oidc: service.oidc,
        redirect: `${service.address.replace(/\/+$/, '')}/login/callback`,
        clientSecret: environment[CLIENT_SECRET_VARIABLE],
      }),
    now: () => new Date(),
    recent: new Recent(() => new Date()),
    reuses: new FirstFew(REUSES_TOLD),
    telling: new Set(),
    recorder: (actor, why) => recorder(log, actor, why, [], { optional: false }),
    catchUp: () => sendWaiting(log.ledger, log.outbox),
    accountOf: async (token) => {
      const own = podClient(environment);
      if (!own) return site(({ client }) => accountOfToken(client, token, service.audience));
      try {
        return await accountOfToken(own, token, service.audience);
      } finally {
        own.close();
      }
    },
    issue: (request, audit) => site((there) => issue(there, platform, request, audit)),
    statusBook: (actor, why) => ({ ledger: log.ledger, applied: appliedOf(log), actor, why }),
    driftReports: (of, latest) => reports.list(of, latest),
    tell: (message) => tellPeople(message, { service, read: secretReader(platform, environment), log: logOf }),
    follow: (names) => letLabelsFollow(clusterSiteOf(platform), environment, log.ledger, names),
  };
}

/** Makes a grant, and keeps its kubeconfig encrypted for whoever reads the snapshots. */
async function issue(
  site: AccessSite,
  platform: Platform,
  request: AccessRequest,
  audit: AuditRecorder,
): Promise<Issued> {
  const encrypt = await encryptionFor([], site.environment).catch((error: unknown) => {
    // Who runs the service has to settle that: who asks can do nothing about it.
    throw new Error('the copy of a kubeconfig cannot be encrypted', { cause: error });
  });
  const terms = termsFor(platform, request.asked, new Date());
  let kubeconfig = '';
  const hand = (text: string) => {
    kubeconfig = text;
  };
  const quiet = () => undefined;
  const granted = await grant(site, {
    terms,
    audit,
    encrypt,
    request,
    out: undefined,
    hand,
    onStep: quiet,
    check: quiet,
  });
  return { grant: granted.grant, kubeconfig };
}
