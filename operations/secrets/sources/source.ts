/** The content of a secret, by field. Bytes, because not every secret is a text. */
export type Fields = Readonly<Record<string, Uint8Array>>;

/** A version of a secret, without its content. Versions count up from 1. */
export interface SecretVersion {
  readonly version: number;
  /** When it was written, in ISO 8601. */
  readonly changedAt: string;
}

export interface StoredSecret extends SecretVersion {
  readonly fields: Fields;
}

/** Where values come from. A path is that of a reference, without the source and the key. */
export interface SecretSource {
  /** Where a path is, in words. */
  describe(path: string): string;
  /** The newest version, without its content; undefined where there is none. @throws {SourceError} */
  latest(path: string): Promise<SecretVersion | undefined>;
  /** @param version @default - the newest @throws {SourceError} */
  read(path: string, version?: number): Promise<StoredSecret | undefined>;
  /**
   * Writes the version that follows another one.
   *
   * @param after the version that was read; 0 where there was none
   * @throws {SourceError} when somebody else has written one since
   */
  write(path: string, fields: Fields, after: number): Promise<SecretVersion>;
  /** Removes the versions before another one, if that is for the platform to decide. @throws {SourceError} */
  forgetBefore(path: string, version: number): Promise<void>;
}

/** A source refuses, cannot be reached, or holds something else than a secret. */
export class SourceError extends Error {
  readonly problems: readonly { readonly what: string; readonly fix?: string }[];

  constructor(what: string, fix?: string, options?: ErrorOptions) {
    super(what, options);
    this.name = 'SourceError';
    this.problems = [{ what, ...(fix !== undefined && { fix }) }];
  }
}

/** Somebody else was faster. */
export const changedMeanwhile = (place: string) =>
  new SourceError(
    `${place} was changed by somebody else at the same time, so nothing was written`,
    'run the command again: it starts from what is there now',
  );
