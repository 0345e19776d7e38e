import { z } from 'zod';
import type { Token } from '../../world/linode/objects';
import { invalid, notFound } from './error';
import { listing } from './listing';
import { bodyOf, given, routes, type Call, type Route } from './route';
import { allows } from './scopes';

const CAPABILITIES = ['Linodes', 'NodeBalancers', 'Object Storage', 'Kubernetes', 'Cloud Firewall', 'VPCs'];

const label = z.string().min(1, 'Length must be 1-100 characters').max(100, 'Length must be 1-100 characters');
const tokenBody = z.object({ label: label.optional(), scopes: z.string().optional(), expiry: z.string().nullish() });

export const accountRoutes: Route[] = [
  ...routes('account', {
    'GET /profile': ({ world, token }) => ({ uid: 1, ...profileDefaults(), ...world.linode.profileOf(token) }),
    'GET /account': ({ world }) => ({ ...accountDefaults(), email: world.linode.profile.email }),
    'GET /account/settings': () => ({ managed: false, network_helper: true, object_storage: 'active' }),
    'GET /profile/tokens': (call) => listing(call, call.world.linode.tokensOf(call.token).map(shown)),
    'GET /profile/tokens/:token': (call) => shown(token(call)),
    'POST /profile/tokens': (call) => {
      const acting = scopesOf(call);
      const { label = 'token', scopes = acting, expiry = null } = bodyOf(call, tokenBody);
      const isWithin = scopes.split(/[ ,]+/).every((scope) => allows(acting, scope));
      if (!isWithin) throw invalid('scopes', 'A token may be made with at most the scopes of the acting one');
      return call.world.linode.createTokenLike(call.token, label, scopes, expiry);
    },
    'PUT /profile/tokens/:token': (call) => shown(Object.assign(token(call), given(bodyOf(call, tokenBody)))),
    'DELETE /profile/tokens/:token': (call) => {
      call.world.linode.tokens.delete(token(call).id);
      return {};
    },
  }),
  ...routes('events', {
    'GET /account/events': (call) => listing(call, call.world.linode.events),
  }),
];

/** One of the user's own: nobody sees or revokes those of others. */
function token(call: Call): Token {
  const found = call.world.linode.tokensOf(call.token).find(({ id }) => id === call.id('token'));
  if (!found) throw notFound();
  return found;
}

const scopesOf = ({ world, token: acting }: Call): string =>
  [...world.linode.tokens.values()].find((it) => it.token === acting)?.scopes ?? '';

/** A token is given whole only once; later its first 16 characters are. */
function shown(token: Token): Token {
  return { ...token, token: token.token.slice(0, 16) };
}

function profileDefaults(): object {
  return {
    timezone: 'UTC',
    email_notifications: false,
    ip_whitelist_enabled: false,
    two_factor_auth: true,
    lish_auth_method: 'keys_only',
    authorized_keys: [],
    authentication_type: 'password',
    referrals: { code: '', url: '', total: 0, completed: 0, pending: 0, credit: 0 },
  };
}

function accountDefaults(): object {
  return {
    company: 'stand-in',
    first_name: '',
    last_name: '',
    address_1: '',
    address_2: '',
    city: '',
    state: '',
    country: '',
    phone: '',
    tax_id: '',
    zip: '',
    balance: 0,
    balance_uninvoiced: 0,
    billing_source: 'linode',
    capabilities: CAPABILITIES,
    active_promotions: [],
    active_since: '2024-01-01T00:00:00',
    credit_card: null,
    euuid: '00000000-0000-0000-0000-000000000000',
  };
}
