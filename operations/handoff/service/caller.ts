import type { ServiceRole } from '../../../model/entities/handoff-service';
import type { EnvironmentName } from '../../../model/entities/environment';
import type { Actor } from '../../ledger/event';

/** What somebody is to the service, in one environment. */
export interface HeldRole {
  readonly environment: EnvironmentName;
  readonly role: ServiceRole;
}

/** Who asks, as an identity provider or the cluster proved it. */
export interface Caller {
  readonly kind: 'person' | 'machine';
  /** As the ledger names them: by the subject, which nobody can choose. */
  readonly actor: Actor;
  /** Address that the provider has verified. @default - none is */
  readonly email: string | undefined;
  readonly roles: readonly HeldRole[];
  /** What a request of a browser has to carry. @default - it is not one of a browser */
  readonly csrf: string | undefined;
}

const ACCOUNTS = 'system:serviceaccount:';

/** What the ledger calls a machine. @param account as `<namespace>/<name>` */
export const nameOfMachine = (account: string) => `${ACCOUNTS}${account.replace('/', ':')}`;

/** Whoever asked before, by the name that the ledger has of them: no person is called as machines are. */
export const actorOf = (name: string): Actor => ({
  name,
  provenBy: name.startsWith(ACCOUNTS) ? 'token-review' : 'oidc',
});

/** By what a grant names them. */
export const holderOf = ({ email, actor }: Pick<Caller, 'email' | 'actor'>) => email ?? actor.name;
