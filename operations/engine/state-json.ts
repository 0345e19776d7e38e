/** A state as `terraform state pull` prints it, as far as it is used here. It holds secrets: never print or keep it. */
export interface StateJson {
  readonly serial: number;
  readonly lineage: string;
  readonly outputs: Readonly<Record<string, { readonly value: unknown }>>;
  readonly resources: readonly {
    readonly module?: string;
    readonly mode: 'managed' | 'data';
    readonly type: string;
    readonly name: string;
    readonly instances: readonly {
      readonly status?: string;
      readonly index_key?: string | number;
      readonly attributes?: Readonly<Record<string, unknown>>;
    }[];
  }[];
}

/** Address of an instance, as the engine writes it. */
export function addressIn(
  { module, type, name }: StateJson['resources'][number],
  { index_key: key }: StateJson['resources'][number]['instances'][number],
): string {
  const resource = [module, type, name].filter(Boolean).join('.');
  return key === undefined ? resource : `${resource}[${JSON.stringify(key)}]`;
}

/** What `JSON.parse` says of a text quotes it, and a state holds secrets. */
function jsonIn(text: string): Partial<StateJson> | null {
  try {
    return JSON.parse(text) as Partial<StateJson> | null;
  } catch {
    throw new Error('it is not whole JSON, so that it is not a state');
  }
}

/**
 * A state from its text.
 *
 * @throws {Error} when it is none, as after an engine that was killed while it wrote it
 */
export function parseState(text: string): StateJson {
  const state = jsonIn(text);
  if (!Array.isArray(state?.resources))
    throw new Error('there is no list of resources in it, so that it is not a state');
  return state as StateJson;
}
