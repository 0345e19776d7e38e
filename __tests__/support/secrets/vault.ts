import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Daemon, freePorts } from '@lke-platform/stand-ins/lab/processes';
import { isBuilt, secretPrograms } from '@lke-platform/stand-ins/lab/secret-programs';
import { vaultClient } from '../../../operations/secrets/sources/vault-client';
import { temporaryFolder } from '../temporary-folder';

const ROOT_TOKEN = 'root-of-a-test';
const START_TIMEOUT_MS = 60_000;

/** `describe` for what needs a Vault; without it such tests are reported as skipped. */
export const onVault = isBuilt('vault') ? describe : describe.skip;

/** A Vault in memory, unsealed, that a test may do everything with. */
export interface RunningVault {
  /** Variables with which the command finds it. */
  readonly variables: { readonly VAULT_ADDR: string; readonly VAULT_TOKEN: string };
  /** Asks its API. @throws {Error} when it refuses */
  ask(method: string, path: string, body?: object): Promise<unknown>;
  stop(): Promise<void>;
}

/** A Vault that speaks HTTPS with a certificate of an authority of its own. */
export interface TlsVault {
  /** Variables with which the command finds it and trusts it. */
  readonly variables: { readonly VAULT_ADDR: string; readonly VAULT_TOKEN: string; readonly VAULT_CACERT: string };
  stop(): Promise<void>;
}

export async function startTlsVault(): Promise<TlsVault> {
  const [port = 0] = await freePorts(1);
  const folder = temporaryFolder();
  const flags = ['-dev-tls', `-dev-tls-cert-dir=${folder}`, `-dev-listen-address=127.0.0.1:${port}`];
  const more = [`-dev-root-token-id=${ROOT_TOKEN}`, '-dev-no-store-token'];
  const daemon = Daemon.start(folder, secretPrograms().vault, ['server', '-dev', ...flags, ...more]);
  const variables = {
    VAULT_ADDR: `https://127.0.0.1:${port}`,
    VAULT_TOKEN: ROOT_TOKEN,
    VAULT_CACERT: join(folder, 'vault-ca.pem'),
  };
  for (const deadline = Date.now() + START_TIMEOUT_MS; ;) {
    try {
      const { status } = await vaultClient(variables).ask('GET', 'sys/mounts/secret');
      if (status === 200) return { variables, stop: () => daemon.stop() };
    } catch (error) {
      if (!daemon.isRunning || Date.now() > deadline) {
        await daemon.stop();
        throw new Error(`Vault does not start: ${String(error)}\n${daemon.lastWords()}`, { cause: error });
      }
    }
    await sleep(100);
  }
}

export async function startVault(): Promise<RunningVault> {
  const [port = 0] = await freePorts(1);
  const address = `http://127.0.0.1:${port}`;
  const flags = [`-dev-root-token-id=${ROOT_TOKEN}`, `-dev-listen-address=127.0.0.1:${port}`, '-dev-no-store-token'];
  const daemon = Daemon.start(temporaryFolder(), secretPrograms().vault, ['server', '-dev', ...flags]);
  const ask = async (method: string, path: string, body?: object) => {
    const answer = await fetch(`${address}/v1/${path}`, {
      method,
      headers: { 'x-vault-token': ROOT_TOKEN },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  };
  for (const deadline = Date.now() + START_TIMEOUT_MS; ;) {
    try {
      await ask('GET', 'sys/health');
      break;
    } catch (error) {
      if (!daemon.isRunning || Date.now() > deadline) {
        throw new Error(`Vault does not start: ${String(error)}\n${daemon.lastWords()}`, { cause: error });
      }
      await sleep(100);
    }
  }
  return { variables: { VAULT_ADDR: address, VAULT_TOKEN: ROOT_TOKEN }, ask, stop: () => daemon.stop() };
}
