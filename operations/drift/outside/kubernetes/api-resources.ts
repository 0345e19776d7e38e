import { z } from 'zod';
import type { KubernetesClient } from '../../../kubernetes/client';

/** How the objects of a kind are reached. */
export interface ApiResource {
  readonly plural: string;
  readonly isNamespaced: boolean;
}

const listSchema = z.object({
  resources: z.array(z.object({ name: z.string(), kind: z.string(), namespaced: z.boolean() })),
});

/** What the API server says of its kinds, asked once for each group and version. */
export class ApiResources {
  private readonly asked = new Map<string, Promise<z.infer<typeof listSchema>['resources']>>();

  constructor(private readonly client: KubernetesClient) {}

  /** @returns undefined for a kind that the API server does not have (any more) */
  async find(apiVersion: string, kind: string): Promise<ApiResource | undefined> {
    const asked = this.asked.get(apiVersion) ?? this.ask(apiVersion);
    this.asked.set(apiVersion, asked);
    const found = (await asked).find((it) => it.kind === kind && !it.name.includes('/'));
    return found && { plural: found.name, isNamespaced: found.namespaced };
  }

  private async ask(apiVersion: string) {
    const { status, body } = await this.client.ask('GET', apiRoot(apiVersion));
    if (status === 404) return [];
    if (status >= 400) throw new Error(`the API server answers ${status} to the question what ${apiVersion} has`);
    return listSchema.parse(body).resources;
  }
}

/** `/api/v1`, or `/apis/apps/v1`. */
export const apiRoot = (apiVersion: string) =>
  apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
