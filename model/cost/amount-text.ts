import { type Amount, isComplete } from './amount';
import { dollarsOf, dollarsText } from './money';

/** A sum as people read it: `$1,234.50`, or `at least $1,234.50 (and 3 × g8-dedicated-8-2 of unknown price)`. */
export function sumText(amount: Amount): string {
  if (isComplete(amount)) return dollarsText(amount.known);
  return `at least ${dollarsText(amount.known)} (and ${unknownText(amount)} of unknown price)`;
}

/** The same where there is no room: `$1,234.50`, or `$1,234.50 + ?`. */
export const shortText = (amount: Amount) => `${dollarsText(amount.known)}${isComplete(amount) ? '' : ' + ?'}`;

/** A difference as people read it: `+$144.00`, `-$12.00`, `no difference`, `+$5.00 and 2 fewer × g8-dedicated-8-2 of unknown price`. */
export function differenceText(amount: Amount): string {
  const known = amount.known === 0n ? [] : [signed(amount.known)];
  const unknown = isComplete(amount) ? [] : [`${moreOrFewer(amount)} of unknown price`];
  const parts = [...known, ...unknown];
  return parts.length === 0 ? 'no difference' : parts.join(' and ');
}

/** The same where there is no room: `+$144.00`, `-$12.00 + ?` with more of unknown price, `- ?` with less, `± ?` with both. */
export function shortDifferenceText(amount: Amount): string {
  if (isComplete(amount)) return differenceText(amount);
  const counts = [...amount.unknown.values()];
  const sign = counts.every((count) => count > 0n) ? '+' : counts.every((count) => count < 0n) ? '-' : '±';
  return `${amount.known === 0n ? '' : `${signed(amount.known)} `}${sign} ?`;
}

const signed = (known: bigint) => `${known > 0n ? '+' : ''}${dollarsText(known)}`;

/** What is not known, in words: `3 × g8-dedicated-8-2, 80 × GB of volumes`. */
export const unknownText = ({ unknown }: Amount) =>
  [...unknown].map(([name, count]) => `${count} × ${name}`).join(', ');

const moreOrFewer = ({ unknown }: Amount) =>
  [...unknown]
    .map(([name, count]) => (count > 0n ? `${count} more × ${name}` : `${-count} fewer × ${name}`))
    .join(', ');

/** An amount of money as programs read it. */
export interface AmountJson {
  /** What is known, as a decimal number: `1234.50`. */
  readonly dollars: string;
  /** Whether all of it is known; else it is more, or of a difference another one. */
  readonly isComplete: boolean;
  /** What is not known, and how many there are of it; less than zero in a difference for fewer. */
  readonly unknown: readonly { readonly what: string; readonly quantity: number }[];
}

export const amountJson = (amount: Amount): AmountJson => ({
  dollars: dollarsOf(amount.known),
  isComplete: isComplete(amount),
  unknown: [...amount.unknown].map(([what, count]) => ({ what, quantity: Number(count) })),
});
