import { randomBytes } from 'node:crypto';
import { ROLES, type Role } from '../../model/entities/access-policy';
import { ENVIRONMENT_NAMES, type EnvironmentName } from '../../model/entities/environment';
import { accessNameOf, GRANT_PREFIX } from '../../model/naming';

/** What the name of a grant tells. */
export interface NamedGrant {
  readonly environment: EnvironmentName;
  readonly role: Role;
  /** When every token under it has ended, in ISO 8601. */
  readonly end: string;
}

const ID_BYTES = 6;
const NAME = /^grant-(.+)-(\d{10})-([a-z0-9]{8,})$/;

/** A new name: `grant-<account>-<end>-<id>`, the end in seconds since 1970. The API server holds tokens to it. */
export const newGrantName = (account: string, endSeconds: number) =>
  `${GRANT_PREFIX}${account}-${endSeconds}-${randomBytes(ID_BYTES).toString('hex')}`;

/** @returns undefined for what is not the name of a grant */
export function parseGrantName(name: string): NamedGrant | undefined {
  const [, account, seconds] = NAME.exec(name) ?? [];
  for (const environment of ENVIRONMENT_NAMES) {
    const role = ROLES.find((it) => accessNameOf(environment, it) === account);
    if (role) return { environment, role, end: new Date(Number(seconds) * 1000).toISOString() };
  }
  return undefined;
}
