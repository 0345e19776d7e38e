import '../support/property-seed';
import * as fc from 'fast-check';
import { canonicalCpu, canonicalMemory, parseCpu, parseMemory } from '../../model/quantity';

describe('a quantity of CPU', () => {
  it.each([
    ['2', 2],
    ['1.5', 1.5],
    ['0.125', 0.125],
    ['500m', 0.5],
    [24, 24],
    [0.5, 0.5],
  ])('%j is %d cores', (text, cores) => {
    expect(parseCpu(text)).toBe(cores);
  });

  it.each([
    '',
    '0',
    '0m',
    '-1',
    '+1',
    '1.',
    '.5',
    '1.2345',
    '1.5m',
    '1k',
    '2 cores',
    ' 2',
    '1e3',
    'NaN',
    Infinity,
    NaN,
  ])('%j is none', (text) => {
    expect(parseCpu(text)).toBeUndefined();
  });
});

describe('a quantity in the form of the Kubernetes API', () => {
  it.each([
    ['2', '2'],
    ['0.5', '500m'],
    ['1000m', '1'],
    ['1.25', '1250m'],
  ])('is, for %s of CPU, %s', (text, canonical) => {
    expect(canonicalCpu(text)).toBe(canonical);
  });

  it.each([
    ['512Mi', '512Mi'],
    ['1024Mi', '1Gi'],
    ['0.5Gi', '512Mi'],
    ['1.5Gi', '1536Mi'],
    ['2048Gi', '2Ti'],
    ['1.1Gi', '1153433Ki'],
    ['0.1Ki', '1Ki'],
  ])('is, for %s of memory, %s', (text, canonical) => {
    expect(canonicalMemory(text)).toBe(canonical);
  });
});

describe('a quantity of memory', () => {
  it.each([
    ['512Mi', 0.5],
    ['16Gi', 16],
    ['1.5Gi', 1.5],
    ['2Ti', 2048],
    ['1048576Ki', 1],
  ])('%s is %d GiB', (text, gib) => {
    expect(parseMemory(text)).toBe(gib);
  });

  it.each(['', '0Gi', '-1Gi', '16', '16G', '16GB', '16gi', '16 Gi', 'Gi', '1e3Mi'])('%j is none', (text) => {
    expect(parseMemory(text)).toBeUndefined();
  });

  it('grows with its number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.constantFrom('Ki', 'Mi', 'Gi', 'Ti'), (amount, unit) => {
        expect(parseMemory(`${amount + 1}${unit}`)).toBeGreaterThan(parseMemory(`${amount}${unit}`) ?? Infinity);
      }),
    );
  });
});
