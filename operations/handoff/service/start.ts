import type { EnvironmentVariables } from '../../../model/environment-variables';
import { encryptionFor } from '../../access/encrypt';
import { type AccessProblem, AccessRefused } from '../../access/refused';
import { RECIPIENT_VARIABLE } from '../../deploy/snapshots';
import { KEY_VARIABLE, serviceKeys } from './keys';

const BUCKETS = 'a key of the buckets; bootstrap writes both to a file to source';

/** What reaches the cluster and the buckets: of each line one variable is enough. */
const NEEDED: readonly (readonly [names: readonly string[], allowed: string])[] = [
  [['AWS_ACCESS_KEY_ID'], BUCKETS],
  [['AWS_SECRET_ACCESS_KEY'], BUCKETS],
  [
    ['LINODE_TOKEN', 'KUBECONFIG'],
    'what the credential of the cluster comes from: a token of the account, or a kubeconfig',
  ],
];

/**
 * Looks whether everything is there that answering takes, before anybody asks: what is missing then would cost them the
 * address of their kubeconfig.
 *
 * @throws {AccessRefused} with all of it
 */
export async function requireVariables(environment: EnvironmentVariables): Promise<void> {
  const problems = [...missing(environment), ...wrongKey(environment), ...(await wrongRecipients(environment))];
  if (problems.length > 0) throw new AccessRefused(problems);
}

const missing = (environment: EnvironmentVariables): AccessProblem[] =>
  NEEDED.filter(([names]) => names.every((name) => (environment[name] ?? '') === '')).map(([names, allowed]) => ({
    ...{ what: 'the service needs this, and it is not set', where: names.join(' or '), allowed },
    fix: 'add it to the Secret, or the environment, of the service',
  }));

function wrongKey(environment: EnvironmentVariables): AccessProblem[] {
  try {
    serviceKeys(environment);
    return [];
  } catch (error) {
    return [{ what: (error as Error).message, where: KEY_VARIABLE, allowed: '32 random bytes in base64' }];
  }
}

/** Those who can decrypt what is kept of a kubeconfig. */
async function wrongRecipients(environment: EnvironmentVariables): Promise<AccessProblem[]> {
  try {
    await encryptionFor([], environment);
    return [];
  } catch (error) {
    if (!(error instanceof AccessRefused)) throw error;
    return error.problems.map((problem) => ({ ...problem, where: RECIPIENT_VARIABLE }));
  }
}
