import { z } from 'zod';
import type { StackId } from '../../model/naming';

const state = z.object({ lineage: z.string(), serial: z.int().min(0) });

/** What became of the copy of the state: its key, or none is taken, because nobody wanted one or there is nothing in it. */
const snapshot = z.union([z.object({ key: z.string() }), z.enum(['not-taken', 'nothing-to-keep'])]);

/** What is written before an apply changes anything. */
const begun = z.object({
  stack: z.string(),
  /** ISO 8601. */
  began: z.iso.datetime(),
  /** SHA-256 of the configuration. */
  hash: z.string(),
  source: z.union([
    z.object({ commit: z.string(), changed: z.array(z.string()).readonly() }),
    z.object({ unknown: z.string() }),
  ]),
  engine: z.object({ name: z.string(), version: z.string() }),
  /** The state that it was applied to; null before the first apply. */
  state: state.nullable(),
  /** When the apply began that is confirmed here, which had nothing to do itself, in ISO 8601. @default - it applies something */
  confirms: z.iso.datetime().optional(),
  /** Key of the apply that a rollback goes back from. @default - it is not a rollback, or one of an earlier release */
  undoes: z.string().optional(),
  /** The copy of the state from before something was applied. @default - not known: an earlier release wrote the record */
  snapshot: snapshot.optional(),
});

/** What is written after it. */
const ended = z.object({
  outcome: z.enum(['done', 'failed']),
  /** ISO 8601. */
  ended: z.iso.datetime(),
  /** The state that it left; null where there is none, or it could not be read. */
  state: state.nullable(),
});

/** What is written before a rollback itself writes the state, other than by an apply. */
const written = z.object({
  /** ISO 8601. */
  at: z.iso.datetime(),
  /** Whether a copy takes the place of the state, or the state forgets what goes on existing. */
  by: z.enum(['restore-state', 'forget']),
  /** The state that comes of it. */
  state,
});

/** Identity and age of a state. */
export type StateVersion = z.infer<typeof state>;
export type SnapshotTaken = z.infer<typeof snapshot>;
export type Begun = z.infer<typeof begun> & { readonly stack: StackId };
export type Ended = z.infer<typeof ended>;
export type Written = z.infer<typeof written>;

/** One apply of a stack, with the configuration that was kept of it. */
export interface AppliedRecord extends Begun {
  /** Beginning of the keys of its objects in the artifacts bucket. */
  readonly key: string;
  /** Undefined where the apply did not come to its end: it was killed, or goes on. */
  readonly end: Ended | undefined;
  /** What a rollback did to the state since; undefined where nothing. @default - nothing */
  readonly written?: Written | undefined;
}

const PREFIX = 'applied/';

/** Names of the objects of one apply, after its key. */
export const BEGUN = 'begun.json';
export const ENDED = 'ended.json';
export const WRITTEN = 'written.json';
export const CONFIGURATION = 'configuration.zip';

/** Beginning of the keys of all applies of a stack. */
export const prefixOf = (stack: StackId) => `${PREFIX}${stack}/`;

/** Keys sort by the time. The hash keeps two applies of the same moment apart. */
export const keyOf = ({ stack, began, hash }: Pick<Begun, 'stack' | 'began' | 'hash'>) =>
  `${prefixOf(stack)}${began.replace(/[:.]/g, '-')}-${hash.slice(0, 12)}/`;

/** @throws {Error} when the text is no such record */
export const parseBegun = (text: string) => begun.parse(JSON.parse(text)) as Begun;
export const parseEnded = (text: string): Ended => ended.parse(JSON.parse(text));
export const parseWritten = (text: string): Written => written.parse(JSON.parse(text));
