import type { AccessRequest } from './requests';
import { AccessRefused } from './refused';

/**
 * Refuses to carry out what nobody has agreed to, or somebody else has asked for.
 *
 * @throws {AccessRefused} with the way to go on
 */
export function refuseUnapproved({ id, by, approval, refusal, usedBy }: AccessRequest, actor: string): void {
  const given = id;
  if (refusal) throw new AccessRefused([{ what: `${refusal.by} has refused this: ${refusal.why}`, given }]);
  if (usedBy?.isDone) {
    throw new AccessRefused([
      {
        what: 'this request was used already: one approval makes one grant',
        ...{ given, fix: 'ask again: npx lke-platform access grant' },
      },
    ]);
  }
  if (by !== actor) {
    throw new AccessRefused([{ what: `${by} asked for this, and only ${by} can have it carried out`, given }]);
  }
  if (!approval) {
    throw new AccessRefused([
      {
        what: 'nobody else has agreed to this yet',
        ...{ given, fix: `have a second person run: npx lke-platform access approve ${id}` },
      },
    ]);
  }
}
