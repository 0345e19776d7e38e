const DIGITS = 8;

/** The name of the object that holds one version of a secret. */
export interface VersionKey {
  readonly version: number;
  /** When the secret was changed, in ISO 8601; undefined for the object that it was written to, which tells it itself. */
  readonly changedAt?: string | undefined;
  /** Tells the rotation of the age identity by which the object was made again; hexadecimal. */
  readonly rotation?: string | undefined;
}

/** `00000003.age`, and of one that was encrypted anew `00000003@20261128T095500Z-0a1b2c3d.age`. */
export function versionKey({ version, changedAt, rotation }: VersionKey): string {
  const number = String(version).padStart(DIGITS, '0');
  if (changedAt === undefined || rotation === undefined) return `${number}.age`;
  return `${number}@${new Date(changedAt).toISOString().replace(/[-:]|\.\d+/g, '')}-${rotation}.age`;
}

const PATTERN = /^(\d{8})(?:@(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-([0-9a-f]{8}))?\.age$/;

/** @param name without what comes before the last slash; undefined for anything else than a version of a secret */
export function parseVersionKey(name: string): VersionKey | undefined {
  const [, version, year, month, day, hours, minutes, seconds, rotation] = PATTERN.exec(name) ?? [];
  if (version === undefined) return undefined;
  if (rotation === undefined) return { version: Number(version) };
  const changedAt = `${year ?? ''}-${month ?? ''}-${day ?? ''}T${hours ?? ''}:${minutes ?? ''}:${seconds ?? ''}.000Z`;
  return { version: Number(version), changedAt, rotation };
}
