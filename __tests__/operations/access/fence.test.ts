import { refuseUnfenced } from '../../../operations/access/fence';
import type { KubernetesClient } from '../../../operations/kubernetes/client';

/** A cluster that answers a grant of nothing with a status. What the real one answers is tried in the lab. */
const answering = (status: number) =>
  ({ ask: () => Promise.resolve({ status, body: {} }) }) as unknown as KubernetesClient;

it.each([422, 403, 404])('goes on where the API server refuses what no grant looks like, with %d', async (status) => {
  await expect(refuseUnfenced(answering(status))).resolves.toBeUndefined();
});

it('grants nothing where the API server would make it', async () => {
  await expect(refuseUnfenced(answering(201))).rejects.toThrow('is not in force');
});
