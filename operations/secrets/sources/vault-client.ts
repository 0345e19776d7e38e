import { readFileSync } from 'node:fs';
import { request as plainRequest } from 'node:http';
import { request } from 'node:https';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EnvironmentVariables } from '../../../model/environment-variables';
import { SourceError } from './source';
import { authorityOf, inTrouble, isMeantForHttps, speaksHttps, unreachable } from './vault-trouble';

/** What a Vault answered; `data` of it, and its reasons. */
export interface VaultAnswer {
  readonly status: number;
  readonly data: unknown;
  readonly errors: readonly string[];
}

/** Asks a Vault or an OpenBao, as the variables of its own command say. */
export interface VaultClient {
  readonly address: string;
  /** Whatever it answers to what it can do. @throws {SourceError} when it cannot be asked, or cannot do its work */
  ask(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<VaultAnswer>;
}

const TIMEOUT_MS = 30_000;
/** How often something is asked that is refused because it was asked too often, and how long to wait in between. */
const ATTEMPTS = 3;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;

/**
 * Reads VAULT_ADDR, VAULT_TOKEN (or the file that `vault login` writes), VAULT_NAMESPACE and VAULT_CACERT.
 *
 * @throws {SourceError} when address or token are not known
 */
export function vaultClient(environment: EnvironmentVariables): VaultClient {
  const { VAULT_ADDR: given = '', VAULT_NAMESPACE: namespace } = environment;
  const address = given.replace(/\/+$/, '');
  if (!/^https?:\/\/[^/@]+$/.test(address)) {
    throw new SourceError(
      address === ''
        ? 'VAULT_ADDR is not set, so that no Vault can be asked'
        : 'VAULT_ADDR is not the address of a Vault, or has a user in it',
      'set it to an address such as https://vault.example.com:8200',
    );
  }
  const headers = {
    'x-vault-request': 'true',
    'x-vault-token': tokenOf(environment),
    ...(namespace && { 'x-vault-namespace': namespace }),
  };
  const ca = authorityOf(environment);
  return {
    address,
    ask: async (method, path, body) => {
      // What was refused because there was too much of it was not done.
      for (let attempt = 1; ; attempt += 1) {
        const { waitMs = FIRST_WAIT_MS * attempt, ...answer } = await send({
          address,
          method,
          path,
          headers,
          ca,
          body,
        });
        if (answer.status < 500 && answer.status !== 429) return answer;
        if (answer.status !== 429 || attempt === ATTEMPTS) throw inTrouble(address, answer.status, answer.errors);
        await sleep(Math.min(waitMs, LONGEST_WAIT_MS));
      }
    },
  };
}

interface Request {
  readonly address: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly ca: string | undefined;
  readonly body: unknown;
}

/** An answer, and how long it asks to wait before the next request. */
type Sent = VaultAnswer & { readonly waitMs?: number };

function send({ address, method, path, headers, ca, body }: Request): Promise<Sent> {
  const content = body === undefined ? undefined : JSON.stringify(body);
  const type = content === undefined ? {} : { 'content-type': 'application/json' };
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => {
      reject(error instanceof SourceError ? error : unreachable(address, error, ca !== undefined));
    };
    const options = { method, headers: { ...headers, ...type }, timeout: TIMEOUT_MS };
    const url = new URL(`${address}/v1/${path}`);
    const onAnswer = (response: Parameters<NonNullable<Parameters<typeof request>[2]>>[0]) => {
      text(response)
        .then((answer) => {
          if (isMeantForHttps(answer)) throw speaksHttps(address);
          const seconds = Number(response.headers['retry-after']);
          resolve({ ...parsed(response.statusCode ?? 0, answer), ...(seconds > 0 && { waitMs: seconds * 1000 }) });
        })
        .catch(fail);
    };
    const sent = address.startsWith('http://')
      ? plainRequest(url, options, onAnswer)
      : request(url, { ...options, ...(ca !== undefined && { ca }) }, onAnswer);
    sent.on('timeout', () => sent.destroy(new Error(`no answer within ${TIMEOUT_MS / 1000} seconds`)));
    sent.on('error', fail);
    sent.end(content);
  });
}

function parsed(status: number, answer: string): VaultAnswer {
  try {
    const { data, errors } = JSON.parse(answer) as { data?: unknown; errors?: unknown };
    return { status, data, errors: Array.isArray(errors) ? errors.map(String) : [] };
  } catch {
    return { status, data: undefined, errors: [] };
  }
}

function tokenOf({ VAULT_TOKEN: token, HOME }: EnvironmentVariables): string {
  if (token) return token;
  try {
    const found = readFileSync(join(HOME || homedir(), '.vault-token'), 'utf8').trim();
    if (found !== '') return found;
  } catch {
    // nobody has logged in
  }
  throw new SourceError(
    'nothing says to Vault who you are: VAULT_TOKEN is not set, and ~/.vault-token is not there',
    'log in with "vault login", or set VAULT_TOKEN',
  );
}
