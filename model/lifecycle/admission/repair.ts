import { LABEL_DOMAIN } from '../../naming';
import type { Status } from '../status';

/** Annotations of a namespace in which somebody may deploy a fix: who, until when, and with which credential. */
export const REPAIR_USER_KEY = `${LABEL_DOMAIN}/repair-user`;
export const REPAIR_UNTIL_KEY = `${LABEL_DOMAIN}/repair-until`;
export const REPAIR_CREDENTIAL_KEY = `${LABEL_DOMAIN}/repair-credential`;
export const REPAIR_KEYS = [REPAIR_USER_KEY, REPAIR_UNTIL_KEY, REPAIR_CREDENTIAL_KEY] as const;

/** When a fix may be deployed: there is something to fix, and it has to be validated afterwards. */
export const REPAIRABLE: readonly Status[] = ['degraded', 'recovering'];

/** The longest that a gate is open for a repair. */
export const MAX_REPAIR_MINUTES = 240;

/** What the API server says of a credential, in the extra information of a user (Kubernetes 1.30 and later). */
export const CREDENTIAL_EXTRA = 'authentication.kubernetes.io/credential-id';
