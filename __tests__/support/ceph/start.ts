import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ChildProcess } from 'node:child_process';
import { cephConfiguration, certificateFile, keyFile, monitorAddress } from './configuration';
import { freePort } from '../free-port';
import { run, startDaemon, stopDaemon } from './processes';

/** A Ceph with an S3 gateway on loopback. */
export interface Ceph {
  /** Address of the gateway, for clients of the tests. */
  readonly endpoint: string;
  /** The same over TLS, as Linode has it: there the engine's client writes in another way. */
  readonly tlsEndpoint: string;
  /** Holds its configuration, which `radosgw-admin` needs, and its certificate. */
  readonly folder: string;
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 60_000;

/** Starts an empty Ceph. @throws when the gateway does not answer in time, with the end of its log */
export async function startCeph(): Promise<Ceph> {
  const folder = mkdtempSync(join(tmpdir(), 'lke-platform-ceph-'));
  const daemons: ChildProcess[] = [];
  const stop = async () => {
    await Promise.all(daemons.map(stopDaemon));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    return { ...(await startDaemons(folder, daemons)), folder, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startDaemons(folder: string, daemons: ChildProcess[]): Promise<Pick<Ceph, 'endpoint' | 'tlsEndpoint'>> {
  const [monitorPort, gatewayPort, tlsPort] = [await freePort(), await freePort(), await freePort()];
  const fsid = randomUUID();
  for (const data of ['mon', 'osd']) mkdirSync(join(folder, data));
  writeFileSync(join(folder, 'ceph.conf'), cephConfiguration({ folder, fsid, monitorPort, gatewayPort, tlsPort }));
  await makeCertificate(folder);

  const monitors = join(folder, 'monmap');
  await run(folder, 'monmaptool', '--create', '--fsid', fsid, '--addv', 'a', monitorAddress(monitorPort), monitors);
  await run(folder, 'ceph-mon', '--mkfs', '-i', 'a', '--monmap', monitors);
  daemons.push(startDaemon(folder, 'ceph-mon', '-i', 'a'));

  const osd = randomUUID();
  await run(folder, 'ceph', '--connect-timeout', '30', 'osd', 'new', osd);
  await run(folder, 'ceph-osd', '--mkfs', '-i', '0', '--osd-uuid', osd);
  daemons.push(startDaemon(folder, 'ceph-osd', '-i', '0'), startDaemon(folder, 'radosgw', '-n', 'client.admin'));

  const endpoint = `http://127.0.0.1:${gatewayPort}`;
  await answering(endpoint, join(folder, 'radosgw.out'));
  return { endpoint, tlsEndpoint: `https://127.0.0.1:${tlsPort}` };
}

async function makeCertificate(folder: string): Promise<void> {
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', keyFile(folder)];
  const name = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '2'];
  await run(folder, 'openssl', 'req', '-x509', ...key, ...name, '-out', certificateFile(folder));
}

async function answering(endpoint: string, log: string): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline) {
    const answers = await fetch(endpoint).then(
      ({ ok }) => ok,
      () => false,
    );
    if (answers) return;
    await sleep(100);
  }
  throw new Error(`The gateway of Ceph does not answer:\n${readFileSync(log, 'utf8').slice(-2000)}`);
}
