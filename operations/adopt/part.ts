import type { z } from 'zod';
import type { platformFile } from '../../model/platform-file';
import type { Path } from '../../model/problem';

/** What stands in a platform file, before defaults. */
export type PlatformData = z.input<typeof platformFile.schema>;

/** A comment beside a value that was inferred, because Linode does not tell it. */
export interface Note {
  readonly path: Path;
  readonly text: string;
}

/** Something that exists and that a platform file cannot say. */
export interface LeftOut {
  readonly what: string;
  readonly reason: string;
  /** What that means for the first apply and after. */
  readonly consequence: string;
}

/** A part of a platform file that was made of what exists. */
export interface Part<T> {
  readonly data: T;
  readonly notes: readonly Note[];
  readonly leftOut: readonly LeftOut[];
}
