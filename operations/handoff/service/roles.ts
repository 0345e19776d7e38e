import type { Platform } from '../../../model/platform';
import type { HeldRole } from './caller';

/** By what somebody is known: groups of a person, or the account of a machine. */
export type KnownBy = { readonly groups: readonly string[] } | { readonly serviceAccount: string };

type Known = Pick<Platform, 'handoffService' | 'environments'>;

/** The groups that the platform file gives a role. */
export const groupsWithRole = ({ handoffService }: Pick<Platform, 'handoffService'>): ReadonlySet<string> =>
  new Set((handoffService?.roles ?? []).flatMap(({ groups }) => groups));

/** The roles that the platform file gives somebody, in the environments that there are. */
export function rolesOf({ handoffService, environments }: Known, known: KnownBy): HeldRole[] {
  const there = environments.filter(({ retired }) => !retired).map(({ name }) => name);
  const held = (handoffService?.roles ?? [])
    .filter(({ groups, serviceAccounts }) =>
      'groups' in known
        ? groups.some((group) => known.groups.includes(group))
        : serviceAccounts.includes(known.serviceAccount),
    )
    .flatMap(({ role, environments: named }) =>
      there.filter((name) => named?.includes(name) ?? true).map((environment) => ({ environment, role })),
    );
  return [...new Map(held.map((one) => [`${one.environment}/${one.role}`, one])).values()];
}
