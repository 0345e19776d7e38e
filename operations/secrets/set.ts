import type { Environment } from '../../model/derive/environment';
import { usualField } from '../../model/derive/secret-form';
import type { SecretItem } from '../../model/derive/secrets-bundle';
import { ownValue } from '../../model/own-value';
import type { AuditRecorder } from '../audit/record';
import { recorded } from '../audit/recorded';
import { FIELD_NAMES, isFieldName, keyOf, sizeProblems } from './item-content';
import { SecretsRefused } from './read-items';
import { readRecords, SECRETS_KIND } from './records';
import type { Sources } from './sources/sources';

export interface SetProps {
  readonly environment: Environment;
  readonly item: SecretItem;
  /** @default - the one that the item has, or that is usual for its purpose */
  readonly field: string | undefined;
  readonly value: Uint8Array;
  readonly sources: Sources;
  readonly audit: AuditRecorder | undefined;
}

export interface SetResult {
  readonly field: string;
  readonly version: number;
  /** False where the source has that value already. */
  readonly changed: boolean;
}

/**
 * Writes one field of a secret into its source; its other fields stay. The cluster gets it with the next sync.
 *
 * @throws {Error} when the field cannot be told or is not one of the item, a rotation is not finished, or the source
 *   refuses
 */
export async function setSecret(props: SetProps): Promise<SetResult> {
  const { environment, item, value, sources, audit } = props;
  const field = fieldOf(props);
  if (value.length === 0) throw new Error('the value is empty, and nothing was written. Pipe it in, or name a file.');
  const { rotations } = await readRecords(audit?.log?.ledger, environment.name);
  if (ownValue(rotations, item.name)) {
    throw new Error(
      `a rotation of ${item.name} is not finished. Finish it first: ` +
        `npx lke-platform secrets rotate ${environment.name} ${item.name}`,
    );
  }
  const { source, path } = sources(item.reference);
  const former = await source.read(path);
  const known = former && ownValue(former.fields, field);
  if (former && known && Buffer.from(known).equals(Buffer.from(value))) {
    return { field, version: former.version, changed: false };
  }
  const fields = { ...former?.fields, [field]: value };
  const problems = sizeProblems(item, environment.name, fields);
  if (problems.length > 0) throw new SecretsRefused(problems);
  const entry = {
    chain: environment.name,
    kind: `${SECRETS_KIND}.set`,
    what: `set the field ${field} of the secret ${item.name} of ${environment.name}`,
    details: { item: item.name, field },
  };
  const { version } = await recorded(
    audit,
    entry,
    () => source.write(path, fields, former?.version ?? 0),
    (written) => ({ version: written.version, changedAt: written.changedAt }),
  );
  return { field, version, changed: true };
}

/**
 * @param verb what the value is named for
 * @throws {Error} when it has to be named, or the Secret has none of that name
 */
export function fieldOf(
  { environment, item, field: given }: Pick<SetProps, 'environment' | 'item' | 'field'>,
  verb: 'set' | 'rotate' = 'set',
): string {
  const key = keyOf(item);
  const allowed = key === undefined ? item.fields : [key];
  const field = given ?? key ?? usualField(item);
  const command = { set: 'npx lke-platform secrets set', rotate: 'npx lke-platform secrets rotate' }[verb];
  const example = `${command} ${environment.name} ${item.name} --field`;
  if (field === undefined) {
    const names = allowed.length > 0 ? ` It has ${allowed.join(' and ')}.` : '';
    throw new Error(
      `which field of ${item.name} is meant?${names} Name it: ${example} ${allowed[0] ?? '<name>'}, with its value on stdin${verb === 'rotate' ? ', or --generate' : ''}`,
    );
  }
  if (allowed.length > 0 && !allowed.includes(field)) {
    throw new Error(
      `${item.name} has no field ${field}, but ${allowed.join(' and ')}. Name one of them: ${example} <name>`,
    );
  }
  if (!isFieldName(field)) {
    throw new Error(`"${field}" cannot be a field of a Secret, whose name is of ${FIELD_NAMES}.`);
  }
  return field;
}
