import { notFound } from './error';
import { listing } from './listing';
import { routes, type Route } from './route';

/** Volumes, as the API lists and deletes them. */
export const volumeRoutes: Route[] = routes('volumes', {
  'GET /volumes': (call) => listing(call, [...call.world.linode.volumes.values()]),
  'DELETE /volumes/:volume': (call) => {
    if (!call.world.linode.volumes.delete(call.id('volume'))) throw notFound();
    return {};
  },
});
