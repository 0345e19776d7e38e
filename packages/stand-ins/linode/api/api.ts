import type { World } from '../../world/world';
import { Refused } from '../../world/faults';
import { accountRoutes } from './account';
import { catalogueRoutes } from './catalogue';
import { clusterRoutes } from './clusters';
import { domainRoutes } from './domains';
import { ApiError, notFound } from './error';
import { recordEvent } from './events';
import { firewallRoutes } from './firewalls';
import { instanceRoutes } from './instances';
import { lockRoutes } from './locks';
import { nodeBalancerConfigRoutes } from './node-balancer-configs';
import { nodeBalancerRoutes } from './node-balancers';
import { objectStorageRoutes } from './object-storage';
import { poolRoutes } from './pools';
import type { ApiRequest, Call, Route } from './route';
import { allows } from './scopes';
import { volumeRoutes } from './volumes';
import { vpcRoutes } from './vpcs';

const ROUTES = [
  ...accountRoutes,
  ...catalogueRoutes,
  ...clusterRoutes,
  ...domainRoutes,
  ...firewallRoutes,
  ...instanceRoutes,
  ...lockRoutes,
  ...nodeBalancerConfigRoutes,
  ...nodeBalancerRoutes,
  ...objectStorageRoutes,
  ...poolRoutes,
  ...volumeRoutes,
  ...vpcRoutes,
].map((route) => ({ ...route, pattern: pattern(route.path) }));

/** The Linode API v4 of a world. The provider stand-in calls it in the process, everybody else over HTTP. */
export class LinodeApi {
  constructor(private readonly world: World) {}

  /** The answer, in the shape of its JSON. @throws ApiError as the API would answer other than 200 */
  async answer(request: ApiRequest): Promise<unknown> {
    const { method, path, body } = request;
    this.world.requests.push({ method, path, body });
    const { route, places } = find(request);
    this.authorize(request, route);
    const place = (name: string) => decodeURIComponent(places[name] ?? '');
    const call: Call = { ...request, world: this.world, text: place, id: (name) => Number(place(name)) };
    const incident = { type: 'api', name: path, operation: method };
    try {
      const answer = await this.world.faults.around(incident, () => route.answer(call));
      recordEvent(this.world, request, answer);
      if (method !== 'GET' && path.startsWith('/lke/')) await this.world.onNodes?.();
      return JSON.parse(JSON.stringify(answer));
    } catch (error) {
      throw error instanceof Refused ? new ApiError(error.status, error.message) : error;
    }
  }

  private authorize(request: ApiRequest, route: Route): void {
    const { token } = request;
    // Regions are told to anybody, whatever token comes along.
    if (request.path === '/regions') return;
    const known = [...this.world.linode.tokens.values()].find((it) => it.token === token);
    const expired = known?.expiry !== null && known !== undefined && Date.parse(`${known.expiry}Z`) < Date.now();
    if (token !== undefined && (!known || expired)) throw new ApiError(401, 'Invalid Token');
    if (route.scope === 'public') return;
    if (!known) throw new ApiError(401, 'Invalid Token');
    // Whoever a token belongs to is told to it, whatever its scopes.
    if (request.method === 'GET' && request.path === '/profile') return;
    if (!allows(known.scopes, route.scope)) {
      throw new ApiError(401, 'Your OAuth token is not authorized to use this endpoint.');
    }
  }
}

function find({ method, path }: ApiRequest): { route: Route; places: Record<string, string> } {
  for (const route of ROUTES) {
    const places = route.method === method ? route.pattern.exec(path) : null;
    if (places) return { route, places: places.groups ?? {} };
  }
  throw notFound();
}

function pattern(path: string): RegExp {
  return new RegExp(`^${path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`);
}
