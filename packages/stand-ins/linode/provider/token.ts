import { textAt } from '../../engine/paths';
import type { ResourceType } from '../../engine/resource-type';
import type { Fields } from '../../protocol/values';
import { filled, text } from '../../values';
import { length } from './checks';
import { time } from './fields';
import type { LinodeSession } from './session';

interface ApiToken {
  id: number;
  label: string;
  scopes: string;
  created: string;
  expiry: string | null;
  token: string;
}

export const token: ResourceType<LinodeSession> = {
  plugin: 'framework',
  replacedBy: ['scopes', 'expiry'],
  keeps: ['id', 'expiry', 'created', 'token'],

  validate: (config) => length(config.label, 'label', 1, 100),

  /** The same scopes in another order are not a change. */
  modifyPlan({ planned, prior }) {
    const unchanged = prior !== null && sorted(planned.scopes) === sorted(prior.scopes);
    return unchanged ? { ...planned, scopes: prior.scopes ?? null } : planned;
  },

  async create(planned, session) {
    const expiry = text(planned.expiry)?.replace(/Z$/, '');
    const body = { label: text(planned.label), scopes: planned.scopes, expiry };
    return filled(planned, fieldsOf(await session.post<ApiToken>('/profile/tokens', body, 'Token creation error')));
  },

  /** The token itself is given once; a label that the API made up never rests. */
  async read(state, session) {
    const found = await session.find<ApiToken>(`/profile/tokens/${textAt(state, 'id')}`, 'Unable to Refresh the Token');
    return found && { ...state, ...fieldsOf(found), token: state.token ?? null };
  },

  async update(planned, prior, session) {
    const id = textAt(prior, 'id');
    const body = { label: text(planned.label) };
    await session.put(`/profile/tokens/${id}`, body, `Failed to update the token with id ${id}`);
    return filled(planned, prior);
  },

  async destroy(state, session) {
    const id = textAt(state, 'id');
    await session.remove(`/profile/tokens/${id}`, `Failed to delete the token with id ${id}`);
  },
};

function fieldsOf({ id, expiry, created, ...rest }: ApiToken): Fields {
  return { ...rest, id: String(id), created: time(created), expiry: expiry === null ? null : time(expiry) };
}

function sorted(scopes: Fields[string] | undefined): string {
  return (text(scopes) ?? '').split(/[ ,]+/).sort().join(' ');
}
