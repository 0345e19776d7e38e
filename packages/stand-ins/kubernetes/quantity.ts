import type { Fields, Value } from '../protocol/values';

const UNITS: Record<string, number> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
};

/** The amount that a Kubernetes quantity stands for, or undefined where it is none. */
export function amountOf(quantity: Value | undefined): number | undefined {
  const parts = typeof quantity === 'string' ? /^([+-]?\d+(?:\.\d+)?)([A-Za-z]*)$/.exec(quantity) : null;
  const unit = UNITS[parts?.[2] ?? 'none'];
  return parts && unit !== undefined ? Number(parts[1]) * unit : undefined;
}

/** As the API server writes a quantity: in the greatest unit of its family that leaves an integer. */
export function canonical(quantity: string): string {
  const amount = amountOf(quantity);
  if (amount === undefined || amount === 0) return quantity;
  const family = quantity.endsWith('i') ? ['Ti', 'Gi', 'Mi', 'Ki'] : ['T', 'G', 'M', 'k'];
  const unit = [...family, '', 'm'].find((it) => isWhole(amount / (UNITS[it] ?? 1))) ?? 'm';
  return `${Math.round(amount / (UNITS[unit] ?? 1))}${unit}`;
}

/** A map of quantities as the API server keeps it. */
export function canonicalMap(map: Fields): Fields {
  return Object.fromEntries(
    Object.entries(map).map(([name, it]) => [name, typeof it === 'string' ? canonical(it) : it]),
  );
}

function isWhole(amount: number): boolean {
  return Math.abs(amount - Math.round(amount)) < 1e-9 && Math.round(amount) !== 0;
}
