import type { StackId } from '../../../../model/naming';
import type { Difference } from '../../../../model/rules/drift/difference';

/** Something at Linode that no state holds. */
export interface AtLinode {
  readonly type: string;
  readonly id: string;
  /** What is said of it in a report. */
  readonly after: Readonly<Record<string, unknown>>;
}

/** The difference that something at Linode makes which nobody declared. */
export const undeclared = (stack: StackId, { type, id, after }: AtLinode): Difference => ({
  stack,
  address: `${type}/${id}`,
  kind: type,
  path: [],
  action: 'added',
  after,
  origin: 'linode',
});
