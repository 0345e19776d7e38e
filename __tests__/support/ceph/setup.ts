import { DEBIAN_PACKAGES, missingPrograms } from './installed';
import { startCeph, type Ceph } from './start';
import { ENDPOINT_VARIABLE, FOLDER_VARIABLE, TLS_ENDPOINT_VARIABLE } from './variables';

let ceph: Ceph | undefined;

/** Starts Ceph before the first test file, or says that nothing of this is tested here. */
export async function setup(): Promise<void> {
  const missing = missingPrograms();
  if (missing.length > 0) {
    process.stderr.write(
      `\nNOT RUN: the store tests need Ceph, and these programs are not on PATH: ${missing.join(', ')}.\n` +
        `On Debian: apt-get install --no-install-recommends ${DEBIAN_PACKAGES.join(' ')}\n\n`,
    );
    return;
  }
  ceph = await startCeph();
  process.env[ENDPOINT_VARIABLE] = ceph.endpoint;
  process.env[TLS_ENDPOINT_VARIABLE] = ceph.tlsEndpoint;
  process.env[FOLDER_VARIABLE] = ceph.folder;
}

export async function teardown(): Promise<void> {
  await ceph?.stop();
}
