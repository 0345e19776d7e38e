import { readFileSync } from 'node:fs';
import { request as plainRequest } from 'node:http';
import { request } from 'node:https';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { EnvironmentVariables } from '../../../model/environment-variables';
import { SourceError } from './source';

/** What a Vault answered; `data` of it, and its reasons. */
export interface VaultAnswer {
  readonly status: number;
  readonly data: unknown;
  readonly errors: readonly string[];
}

/** Asks a Vault or an OpenBao, as the variables of its own command say. */
export interface VaultClient {
  readonly address: string;
  /** Whatever it answers, sealed and standby apart. @throws {SourceError} when it cannot be asked */
  ask(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<VaultAnswer>;
}

const TIMEOUT_MS = 30_000;

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
      const answer = await send({ address, method, path, headers, ca, body });
      if (answer.status === 503 || answer.status === 501) throw notReady(address, answer);
      return answer;
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

function send({ address, method, path, headers, ca, body }: Request): Promise<VaultAnswer> {
  const content = body === undefined ? undefined : JSON.stringify(body);
  const type = content === undefined ? {} : { 'content-type': 'application/json' };
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => {
      const fix = 'check VAULT_ADDR, VAULT_CACERT and the network; "vault status" asks the same address';
      reject(new SourceError(`the Vault at ${address} cannot be reached: ${error.message}`, fix, { cause: error }));
    };
    const options = { method, headers: { ...headers, ...type }, timeout: TIMEOUT_MS };
    const url = new URL(`${address}/v1/${path}`);
    const onAnswer = (response: Parameters<NonNullable<Parameters<typeof request>[2]>>[0]) => {
      text(response).then((answer) => {
        resolve(parsed(response.statusCode ?? 0, answer));
      }, fail);
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

function notReady(address: string, { status, errors }: VaultAnswer): SourceError {
  if (status === 501 || errors.some((it) => it.includes('not initialized'))) {
    return new SourceError(`the Vault at ${address} is not initialized`, 'initialize it: vault operator init');
  }
  if (errors.some((it) => it.includes('sealed'))) {
    return new SourceError(
      `the Vault at ${address} is sealed, so that it gives out nothing`,
      'let those who hold its keys unseal it: vault operator unseal',
    );
  }
  return new SourceError(
    `the Vault at ${address} answers ${status} ${errors.join('; ')}`.trim(),
    '"vault status" says what it is about',
  );
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

function authorityOf({ VAULT_CACERT: file }: EnvironmentVariables): string | undefined {
  if (!file) return undefined;
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new SourceError(
      `VAULT_CACERT names ${file}, which cannot be read`,
      'set it to a file with the certificate authority of the Vault, in PEM',
      { cause: error },
    );
  }
}
