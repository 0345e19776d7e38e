import { demandedAmount, identity, offered, offeredAmount, told } from '../compare';
import type { HandoffContract } from '../contract';
import { contractRule, type ContractRule } from './rule';

type Role = HandoffContract['access']['roles'][number];

const roleAt = ({ role }: Role) => `access.roles[${role}]`;

/** Whether a right of a role stands for another one. */
function covers(contract: HandoffContract, at: string): boolean {
  const [, role, verb = '', resource = '', group = ''] = RIGHT.exec(at) ?? [];
  const rules = contract.access.roles.find((it) => it.role === role)?.permissions ?? [];
  const has = (list: readonly string[], one: string) => list.includes('*') || list.includes(one);
  return rules.some(
    ({ api_groups, resources, verbs }) => has(api_groups, group) && has(resources, resource) && has(verbs, verb),
  );
}

/** Where a right is told: `access.roles[app-team].permissions[get pods.apps]`. */
const RIGHT = /^access\.roles\[([^\]]+)\]\.permissions\[(\S+) ([^.\]]+)(?:\.([^\]]+))?\]$/;

/** Each single right of a role. */
const rightsOf = (role: Role) =>
  role.permissions.flatMap(({ api_groups, resources, verbs }) =>
    api_groups.flatMap((group) =>
      resources.flatMap((resource) =>
        verbs.map((verb) => {
          const value = `${verb} ${resource}${group === '' ? '' : `.${group}`}`;
          return { at: `${roleAt(role)}.permissions[${value}]`, value };
        }),
      ),
    ),
  );

const rights = contractRule('right-removed', 'A role may do what it might before', offered, ({ access: { roles } }) =>
  roles.flatMap(rightsOf),
);

/** How somebody gets at the environment, and what they may do there. */
export const ACCESS_RULES: readonly ContractRule[] = [
  contractRule('request-moved', 'Access is asked for at the same address', identity, ({ access }) => [
    { at: 'access.request_url', value: access.request_url },
  ]),
  contractRule('request-command-changed', 'The command line is told, and breaks nothing', told, ({ access }) => [
    { at: 'access.request_command', value: access.request_command },
  ]),
  contractRule('role-removed', 'A role that people hold can still be granted', offered, ({ access: { roles } }) =>
    roles.map((role) => ({ at: roleAt(role), value: role.role })),
  ),
  {
    ...rights,
    changes: (before, after) =>
      rights.changes(before, after).filter(({ at, effect }) => !covers(effect === 'breaking' ? after : before, at)),
  },
  contractRule('duration-lowered', 'A credential lives as long as before', offeredAmount, ({ access: { roles } }) =>
    roles.map((role) => ({ at: `${roleAt(role)}.max_duration`, value: role.max_duration })),
  ),
  contractRule('consent-added', 'A grant takes no more consent than before', demandedAmount, ({ access: { roles } }) =>
    roles.flatMap((role) => [
      { at: `${roleAt(role)}.approval`, value: role.approval !== 'none' },
      { at: `${roleAt(role)}.requires_incident_ticket`, value: role.requires_incident_ticket },
    ]),
  ),
];
