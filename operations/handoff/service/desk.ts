import type { EnvironmentName } from '../../../model/entities/environment';
import type { Platform } from '../../../model/platform';
import type { AccessRequest } from '../../access/requests';
import type { AuditRecorder } from '../../audit/record';
import type { DriftReport } from '../../drift/report';
import type { StatusBook } from '../../lifecycle/change-status';
import type { LabelOutcome } from '../../lifecycle/label-follows';
import type { Actor } from '../../ledger/event';
import type { ContractBook } from '../publish';
import type { FirstFew } from './first-few';
import type { IdentityProvider } from './identity-provider';
import type { LinkSigner } from './links';
import type { Recent } from './recent';
import type { Sealer } from './sealed';
import type { Sessions } from './sessions';
import type { Message } from './tell';

/** A kubeconfig that was made. */
export interface Issued {
  readonly grant: string;
  readonly kubeconfig: string;
}

/** What the service works with. Everything that talks to something else is here, so that tests put theirs in its place. */
export interface Desk {
  readonly platform: Platform;
  readonly book: ContractBook;
  readonly links: LinkSigner;
  readonly sessions: Sessions;
  /** Keeps what a login began with, in a cookie. */
  readonly logins: Sealer;
  /** @default - people do not sign in */
  readonly provider: IdentityProvider | undefined;
  readonly now: () => Date;
  /** Answers that may be some seconds old. */
  readonly recent: Recent;
  /** Tries of addresses that were used, by the address. */
  readonly reuses: FirstFew;
  /** Addresses that were used, of which somebody is being told that they were tried again. */
  readonly telling: Set<string>;
  /** The audit log for events of somebody. */
  recorder(actor: Actor, why: string | undefined): AuditRecorder;
  /** Writes what the ledger did not take when it was told. @returns what it does not take now, in words */
  catchUp(): Promise<readonly string[]>;
  /** The ServiceAccount of a token for the audience of the service. */
  accountOf(token: string): Promise<string | undefined>;
  /** Makes the grant that a request is for. */
  issue(request: AccessRequest, audit: AuditRecorder): Promise<Issued>;
  /** Where statuses are written down, for somebody. */
  statusBook(actor: Actor, why: string): StatusBook;
  /** The last reports of drift, the latest first. */
  driftReports(environment: EnvironmentName, latest: number): Promise<readonly DriftReport[]>;
  /** Tells whom the platform file names of something. Never rejects. @returns whether all of them know it */
  tell(message: Message): Promise<boolean>;
  /** Lets the labels of environments follow what was written down. Never rejects: it says which do not, and why. */
  follow(names: readonly EnvironmentName[]): Promise<ReadonlyMap<EnvironmentName, LabelOutcome>>;
}
