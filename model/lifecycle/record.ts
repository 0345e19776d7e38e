import { z } from 'zod';
import { STATUSES, type Status } from './status';
import { LIFECYCLE_EVENTS, TRANSITIONS } from './transitions';

/** Kind of the event of the ledger that says that an environment has another status. */
export const STATUS_KIND = 'status';

/** The event that begins a record: the environment was made, for the first time or anew. */
export const CREATED = 'created';

/** The details of a `status` event. */
export const statusChangeSchema = z.object({
  /** Number of the record, from 1 on: an environment that is made anew begins another one. */
  record: z.int().min(1),
  /** Null where a record begins. */
  from: z.enum(STATUSES).nullable(),
  to: z.enum(STATUSES),
  event: z.enum([CREATED, ...LIFECYCLE_EVENTS]),
});
export type StatusChange = z.infer<typeof statusChangeSchema>;

/** What becomes of a status before there is any event. */
export const INITIAL: Status = 'provisioning';

/** The beginning of a record. @param last the change before it; undefined for the first record */
export const newRecord = (last: StatusChange | undefined): StatusChange => ({
  record: (last?.record ?? 0) + 1,
  from: null,
  to: INITIAL,
  event: CREATED,
});

/**
 * Whether a change can follow on another: what the ledger tells is not believed because it is there.
 *
 * @param last the change before it; undefined for none
 */
export function follows({ record, from, to, event }: StatusChange, last: StatusChange | undefined): boolean {
  if (event === CREATED) return record === (last?.record ?? 0) + 1 && from === null && to === INITIAL;
  return (
    record === (last?.record ?? 1) &&
    from === (last?.to ?? INITIAL) &&
    TRANSITIONS.some((it) => it.from === from && it.event === event && it.to === to)
  );
}
