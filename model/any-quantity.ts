/** Factors of the suffixes of a quantity (Kubernetes, resource.Quantity). */
const FACTORS: Readonly<Record<string, number>> = {
  ...{ n: 1e-9, u: 1e-6, m: 1e-3, '': 1, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15, E: 1e18 },
  ...{ Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40, Pi: 2 ** 50, Ei: 2 ** 60 },
};

const QUANTITY = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:([eE][+-]?\d+)|([numkMGTPE]|[KMGTPE]i)?)$/;

/** The amount that a quantity stands for, whatever its suffix; the API server writes `3000` as `3k`. @returns undefined for what is none */
export function amountOfQuantity(text: string): number | undefined {
  const [, digits, exponent = '', suffix = ''] = QUANTITY.exec(text) ?? [];
  if (digits === undefined) return undefined;
  return Number(digits + exponent) * (FACTORS[suffix] ?? 1);
}

/** Whether two quantities are the same amount; what is none is compared as text. */
export function sameQuantity(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined || a === b) return a === b;
  const [one, other] = [amountOfQuantity(a), amountOfQuantity(b)];
  return one !== undefined && other !== undefined && Math.abs(one - other) <= Math.abs(one) * 1e-12;
}
