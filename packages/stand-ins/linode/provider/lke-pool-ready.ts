import type { ApiPool } from './api-types';
import type { LinodeSession } from './session';

/** The pool, once none of its nodes is `not_ready`. */
export async function poolReady(cluster: string | number, pool: number, session: LinodeSession): Promise<ApiPool> {
  const read = () =>
    session.get<ApiPool>(`/lke/clusters/${cluster}/pools/${pool}`, `failed to wait for pool ${pool} ready`);
  await session.until(
    async () => (await read()).nodes.every((it) => it.status !== 'not_ready'),
    `pool ${pool} to be ready`,
  );
  return read();
}
