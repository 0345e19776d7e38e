import type { KubernetesClient } from '../../../operations/kubernetes/client';

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** A change of one container leaves the others as they are; kinds that the API server does not know have no such thing. */
const patchOf = (path: string) =>
  `application/${/argoproj|lke-platform|apiextensions|gateway\.networking/.test(path) ? 'merge' : 'strategic-merge'}-patch+json`;

/** What belongs to something that is not there is collected by Kubernetes, whom no policy holds back. */
export const OWNED_BY_NOTHING = {
  metadata: {
    ownerReferences: [
      { apiVersion: 'v1', kind: 'ConfigMap', name: 'none', uid: '00000000-0000-4000-8000-000000000000' },
    ],
  },
};

/** Somebody with credentials of their own, who tries what they should not be able to do. */
export class Attacker {
  constructor(private readonly client: KubernetesClient) {}

  /** They have no right to it. */
  async isForbidden(method: Method, path: string, body?: object): Promise<void> {
    const { status, said } = await this.ask(method, path, body);
    expect([method, path, status, said]).toEqual([method, path, 403, expect.not.stringContaining('AdmissionPolicy')]);
  }

  /** They would have the right, and a policy refuses it. @param words of the policy */
  async isRefused(words: string, method: Method, path: string, body: object): Promise<void> {
    const { status, said } = await this.ask(method, path, body);
    expect([method, path, body, status, said]).toEqual([method, path, body, 422, expect.stringContaining(words)]);
  }

  async mayDo(method: Method, path: string, body: object): Promise<void> {
    const { status, said } = await this.ask(method, path, body);
    expect([method, path, status, said]).toEqual([method, path, 200, '']);
  }

  private async ask(method: Method, path: string, body?: object) {
    const { status, body: answer } = await this.client.ask(
      method,
      path,
      body,
      method === 'PATCH' ? patchOf(path) : undefined,
    );
    return { status, said: (answer as { message?: string }).message ?? '' };
  }
}
