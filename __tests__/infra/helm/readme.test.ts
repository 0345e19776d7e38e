import { defaultValuesOf, dependenciesOf, fileOf } from '../../support/charts/folder';

/** Charts whose README has a table of their values. */
const CHARTS = ['baseline-observability', 'environment', 'ingress', 'service-handoff'];

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isEmpty = (value: unknown) =>
  value === '' || (Array.isArray(value) ? value.length === 0 : isMap(value) && Object.keys(value).length === 0);

/** Values with their defaults, those within a map one level deep; of charts that it depends on, their names. */
const valuesOf = (chart: string) => {
  const others = dependenciesOf(chart).map(({ name }) => name);
  return Object.entries(defaultValuesOf(chart)).flatMap(([key, value]) =>
    !isMap(value) || isEmpty(value) || others.includes(key)
      ? [[key, others.includes(key) ? '' : value] as const]
      : Object.entries(value).map(([inner, innerValue]) => [`${key}.${inner}`, innerValue] as const),
  );
};

const rowsOf = (chart: string) =>
  [...fileOf(chart, 'README.md').matchAll(/^\| `([^`]+)` *\| *(?:`([^`]*)`)? *\|/gm)].map(
    ([, name = '', value]) => [name, value] as const,
  );

describe.each(CHARTS)('the table of values in the README of %s', (chart) => {
  it('names every value in the order of values.yaml, and no other', () => {
    expect(rowsOf(chart).map(([name]) => name)).toEqual(valuesOf(chart).map(([name]) => name));
  });

  it('has the defaults of values.yaml', () => {
    const values = new Map(valuesOf(chart));
    const wrong = rowsOf(chart).filter(([name, text]) => {
      const value = values.get(name);
      return text === undefined ? !isEmpty(value) && !name.endsWith('resources') : text !== shown(value);
    });

    expect(wrong).toEqual([]);
  });
});

/** Without what is empty. */
function shown(value: unknown): string {
  return JSON.stringify(
    isMap(value) ? Object.fromEntries(Object.entries(value).filter(([, it]) => !isEmpty(it))) : value,
  );
}
