const SUFFIXES: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** The number that a quantity of Kubernetes is; undefined for what is none (API reference, Quantity). */
function amountOf(value: unknown): number | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const match = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$/.exec(
    String(value),
  );
  return match ? Number(match[1]) * (SUFFIXES[match[2] ?? ''] ?? NaN) : undefined;
}

/** Names below which quantities stand. Elsewhere `1000m` and `1` are two texts. */
const HOLDERS =
  /^(requests|limits|default|defaultRequest|min|max|maxLimitRequestRatio|hard|capacity|allocatable|overhead)$/;
const NAMES = /^(storage|sizeLimit|divisor|size|averageValue|value|quantity|memory|cpu)$/;

/** Whether two values are one quantity, written in two ways, where a quantity stands. */
export function isSameQuantity(a: unknown, b: unknown, path: readonly (string | number)[]): boolean {
  const [holder, name] = path.slice(-2).map(String);
  if (!HOLDERS.test(holder ?? '') && !NAMES.test(name ?? '')) return false;
  const [first, second] = [amountOf(a), amountOf(b)];
  return first !== undefined && second !== undefined && Math.abs(first - second) <= Math.abs(first) * 1e-12;
}
