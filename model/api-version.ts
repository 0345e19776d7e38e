/** Version of the file's format that this release reads. */
export const API_VERSION = 'lke-platform.io/v1';

const FORM = /^lke-platform\.io\/v(\d+)$/;
const numberOf = (version: unknown) => (typeof version === 'string' ? Number(FORM.exec(version)?.[1] ?? NaN) : NaN);

/** True for a version of the format that a later release reads. */
export const isNewer = (version: unknown) => numberOf(version) > numberOf(API_VERSION);

/** Version that the data of a platform file names; undefined if it names none. */
export function versionOf(data: unknown): unknown {
  return typeof data === 'object' && data !== null && 'apiVersion' in data ? data.apiVersion : undefined;
}

/** What to say of a file that a later release reads. */
export const NEWER_FILE = {
  what: `the file is newer than this release, which reads ${API_VERSION}`,
  fix: 'update the clone to a release that reads the file',
};
