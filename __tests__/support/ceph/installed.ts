import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Programs that the store tests run, and the Debian packages that hold them. */
const PROGRAMS = ['ceph', 'ceph-mon', 'ceph-osd', 'monmaptool', 'radosgw', 'radosgw-admin', 'openssl'];
export const DEBIAN_PACKAGES = ['ceph-mon', 'ceph-osd', 'radosgw', 'openssl'];

/** The programs that are not on PATH. */
export function missingPrograms(): string[] {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return PROGRAMS.filter((program) => !folders.some((folder) => existsSync(join(folder, program))));
}
