import type { Environment } from '../../model/derive/environment';
import type { SecretItem } from '../../model/derive/secrets-bundle';
import { contentOf, contentProblems, withoutKey } from './item-content';
import { type Fields, SourceError, type StoredSecret } from './sources/source';
import type { Sources } from './sources/sources';

/** Something that is wrong with a secret, or with its source. */
interface SecretProblem {
  readonly what: string;
  readonly fix?: string;
}

/** An item with what its source holds of it. */
export interface ReadItem {
  readonly item: SecretItem;
  readonly version: number;
  readonly changedAt: string;
  /** Those of the item's Secret. */
  readonly fields: Fields;
}

export interface ReadItems {
  readonly read: readonly ReadItem[];
  /** Items that nobody has set yet. */
  readonly unset: readonly SecretItem[];
}

/** Several things are wrong with the secrets of an environment. */
export class SecretsRefused extends Error {
  constructor(readonly problems: readonly SecretProblem[]) {
    super(problems.map(({ what }) => what).join('; '));
    this.name = 'SecretsRefused';
  }
}

/**
 * Reads items from their sources.
 *
 * @throws {SecretsRefused} when a source refuses, or holds what cannot become a Secret: everything that is wrong
 */
export async function readItems(
  { name: environment }: Pick<Environment, 'name'>,
  items: readonly SecretItem[],
  sources: Sources,
): Promise<ReadItems> {
  const problems: SecretProblem[] = [];
  const read: ReadItem[] = [];
  const unset: SecretItem[] = [];
  const secrets = new Map<string, Promise<StoredSecret | undefined>>();
  for (const item of items) {
    try {
      const { source, path } = sources(item.reference);
      const secret = withoutKey(item);
      const stored = secrets.get(secret) ?? source.read(path);
      secrets.set(secret, stored);
      const found = await stored;
      const fields = found && contentOf(item, found);
      if (!found || !fields || Object.keys(fields).length === 0) {
        unset.push(item);
        continue;
      }
      problems.push(...contentProblems(item, environment, fields, source.describe(path)));
      read.push({ item, version: found.version, changedAt: found.changedAt, fields });
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new SecretsRefused(unique(problems));
  return { read, unset };
}

/** A source that is not there says the same of each item. */
const unique = (problems: readonly SecretProblem[]) => [
  ...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values(),
];
