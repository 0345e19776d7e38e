import { MONITORING_SECRETS } from '../baseline-secrets';
import type { SECRET_PURPOSES } from '../entities/secrets-bundle';
import { parseSecretReference } from '../secret-reference';

type Purpose = (typeof SECRET_PURPOSES)[number];

/** How the value of a secret comes about: a bucket key is minted at Linode, the other two speak for themselves. */
export type SecretMaker = 'person' | 'random' | 'bucket-key';

/** What a Secret looks like in the cluster, and who makes its value. */
export interface SecretForm {
  /** Type of the Secret. */
  readonly type: 'Opaque' | 'kubernetes.io/tls' | 'kubernetes.io/dockerconfigjson';
  /** Fields that it has to have; none where any field will do. */
  readonly fields: readonly string[];
  readonly madeBy: SecretMaker;
}

/** Purposes for which Kubernetes has a type of its own, with the fields that it demands (Kubernetes, types of Secret). */
const TYPED: Partial<Readonly<Record<Purpose, Pick<SecretForm, 'type' | 'fields'>>>> = {
  'tls-certificate': { type: 'kubernetes.io/tls', fields: ['tls.crt', 'tls.key'] },
  'registry-credentials': { type: 'kubernetes.io/dockerconfigjson', fields: ['.dockerconfigjson'] },
};

/** Field that a value goes to where nobody names one. */
const USUAL_FIELD: Partial<Readonly<Record<Purpose, string>>> = { 'api-token': 'token', webhook: 'url' };

interface Item {
  readonly name: string;
  readonly purpose: Purpose;
  readonly reference?: string | undefined;
}

/** The secret of the baseline that an item of the system bundle is. */
export const baselineSecret = (name: string) => Object.values(MONITORING_SECRETS).find((it) => it.name === name);

/** @param isBaseline whether it is the baseline that reads it */
export function formOf({ name, purpose, reference = '' }: Item, isBaseline: boolean): SecretForm {
  const needed = neededFields({ name, purpose }, isBaseline);
  const key = parseSecretReference(reference)?.key;
  return {
    type: TYPED[purpose]?.type ?? 'Opaque',
    fields: needed.length > 0 || key === undefined ? needed : [key],
    madeBy: isBaseline ? makerOf(name) : 'person',
  };
}

/** Fields that whoever reads a secret demands, whatever its reference says. */
export function neededFields({ name, purpose }: Item, isBaseline: boolean): readonly string[] {
  const baseline = isBaseline ? baselineSecret(name) : undefined;
  return baseline ? Object.values(baseline.fields) : (TYPED[purpose]?.fields ?? []);
}

/** The field that a value goes to where none is named; undefined where one has to be. */
export function usualField({ purpose, fields }: { purpose: Purpose; fields: readonly string[] }): string | undefined {
  if (fields.length > 0) return fields.length === 1 ? fields[0] : undefined;
  return USUAL_FIELD[purpose] ?? (purpose === 'application' ? 'value' : undefined);
}

const makerOf = (name: string): SecretMaker =>
  Object.values(MONITORING_SECRETS).some((it) => it.name === name && 'opens' in it) ? 'bucket-key' : 'random';
