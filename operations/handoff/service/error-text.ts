import { inspect } from 'node:util';
import { withoutSecrets } from '../../../model/problem';

/** Causes of causes that are told: an error may be its own. */
const MOST_CAUSES = 5;

/** Addresses of kubeconfigs, and what a browser or a machine proves itself by. */
const CREDENTIALS: readonly (readonly [RegExp, string])[] = [
  [/\/v1\/kubeconfigs\/[^\s"']+/g, '/v1/kubeconfigs/…'],
  [/\b(Bearer|Basic) [A-Za-z0-9._~+/=-]+/gi, '$1 …'],
  [/\beyJ[A-Za-z0-9_-]+\.[A-Za-z0-9._-]+/g, '…'],
  [/([?&](?:code|state|token|access_token|id_token|client_secret|X-Amz-[A-Za-z-]+)=)[^\s&"']+/g, '$1…'],
];

/** What the log of the service says of an error: where it comes from and what led to it, and nothing that opens anything. */
export function errorText(error: unknown): string {
  const texts: string[] = [];
  for (let it: unknown = error; it !== undefined && texts.length <= MOST_CAUSES; it = causeOf(it))
    texts.push(it instanceof Error ? (it.stack ?? it.message) : inspect(it));
  const text = texts.join('\ncaused by: ');
  return CREDENTIALS.reduce((told, [pattern, instead]) => told.replace(pattern, instead), withoutSecrets(text));
}

const causeOf = (error: unknown): unknown => (error instanceof Error ? error.cause : undefined);
