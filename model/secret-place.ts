import { z } from 'zod';
import { documented } from './field';
import { SECRET_REFERENCE } from './secret-reference';

const PLACE = z.string().regex(new RegExp(`^env:[A-Z_][A-Z0-9_]*$|${SECRET_REFERENCE.source}`));

export interface SecretPlaceProps {
  /** What the variables of its examples begin with, such as `DRIFT`. */
  readonly variable: string;
  /** Where its examples are in a source. */
  readonly path: string;
  readonly source: string;
  /** What it is where nothing is written, in words. @default - it has to be written */
  readonly default?: string;
}

/** Where the secret of somebody who is told is: never the secret itself. */
export const secretPlace = (about: string, { variable, path, ...more }: SecretPlaceProps) =>
  documented(PLACE, {
    about,
    allowed: `an environment variable, such as env:${variable}_SLACK_WEBHOOK, or a reference, such as ext-vault://${path}/slack#webhook`,
    fix: `write the name of an environment variable that holds it, such as env:${variable}_SECRET`,
    namesSecret: true,
    ...more,
  });
