/** US dollars in millionths. Whole numbers add up exactly in any order, which binary fractions do not. */
export type Money = bigint;

const DECIMALS = 6;
const MILLIONTHS = 10n ** BigInt(DECIMALS);
const CENT_DECIMALS = 2;

/** Plain decimal numbers, as prices are written; no sign, no exponent. */
const DECIMAL = /^(\d{1,12})(?:\.(\d{1,6}))?$/;

/**
 * Reads dollars: a decimal number as text, such as `50.4`, or a number as YAML has it.
 *
 * @returns undefined where it is not a plain decimal number, or has more than six decimals
 */
export function parseDollars(value: string | number): Money | undefined {
  // The text of a number is the shortest decimal number that is read as this one: what its author wrote.
  const [, whole, fraction = ''] = DECIMAL.exec(String(value)) ?? [];
  if (whole === undefined) return undefined;
  return BigInt(whole) * MILLIONTHS + BigInt(fraction.padEnd(DECIMALS, '0'));
}

/** Dollars as programs read them: `1234.50`, `-0.125`. At least two decimals, and as many as it takes: nothing is rounded. */
export function dollarsOf(money: Money): string {
  const { sign, whole, fraction } = partsOf(money);
  return `${sign}${whole}.${fraction}`;
}

/** Dollars as people read them: `$1,234.50`, `-$0.125`. */
export function dollarsText(money: Money): string {
  const { sign, whole, fraction } = partsOf(money);
  return `${sign}$${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${fraction}`;
}

function partsOf(money: Money) {
  const absolute = money < 0n ? -money : money;
  const fraction = String(absolute % MILLIONTHS).padStart(DECIMALS, '0');
  return {
    sign: money < 0n ? '-' : '',
    whole: String(absolute / MILLIONTHS),
    fraction: fraction.slice(0, CENT_DECIMALS) + fraction.slice(CENT_DECIMALS).replace(/0+$/, ''),
  };
}
