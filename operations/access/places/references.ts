import { parseSecretReference, type SecretReference } from '../../../model/secret-reference';

/**
 * Reference to the kubeconfig of one grant: below the place of its policy, because several people may hold a role at once.
 */
export function referenceOfGrant(policyReference: string, grant: string): string {
  const { source, path, key } = parsed(policyReference);
  return `${source}://${path}/${grant}${key === undefined ? '' : `#${key}`}`;
}

/** @throws {Error} when it is not a reference; those of a platform file are checked */
export function parsed(reference: string): SecretReference {
  const found = parseSecretReference(reference);
  if (found) return found;
  throw new Error(`"${reference}" is not a reference to a secret: <source>://<path>[#<key>]`);
}
