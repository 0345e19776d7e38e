import { encode } from '@msgpack/msgpack';
import type { CtyType } from '../../protocol/schema';
import {
  Dynamic,
  fromMsgpack,
  fromStateJson,
  same,
  shape,
  toMsgpack,
  UNKNOWN,
  type Value,
} from '../../protocol/values';

function roundTrip(value: Value, type: CtyType): Value {
  return fromMsgpack(toMsgpack(value, type), type);
}

describe('values of the protocol', () => {
  it.each<[string, Value, CtyType]>([
    ['null', null, 'string'],
    ['unknown', UNKNOWN, 'bool'],
    ['a map of numbers', { a: 1.5, b: 2 }, ['map', 'number']],
    ['an object with something unknown in it', { a: [UNKNOWN, 'x'] }, ['object', { a: ['list', 'string'] }]],
    ['a value of no declared type', new Dynamic(['list', 'number'], [1, 2]), 'dynamic'],
  ])('travel both ways: %s', (_, value, type) => {
    expect(roundTrip(value, type)).toEqual(value);
  });

  it('take numbers that travel as text, and unknown values with refinements', () => {
    expect(fromMsgpack(encode('12345678901234567890'), 'number')).toBe(12345678901234567000);
    expect(fromMsgpack(Uint8Array.of(0xc7, 1, 12, 0x80), 'string')).toBe(UNKNOWN);
  });

  it('have every attribute, and sets in one order, so that they can be compared', () => {
    const type: CtyType = ['object', { tags: ['set', 'string'], id: 'number' }];
    expect(shape({ tags: ['b', 'a', 'b'], id: '7' }, type)).toEqual({ tags: ['a', 'b'], id: 7 });
    expect(same(shape({ tags: ['b', 'a'] }, type), shape({ tags: ['a', 'b'], id: null }, type))).toBe(true);
    expect(same(UNKNOWN, 'x')).toBe(false);
  });

  it('are read from a state file, where attributes that are no more are left out', () => {
    expect(fromStateJson({ a: '1', gone: true }, ['object', { a: 'number', b: 'string' }])).toEqual({ a: 1, b: null });
  });
});
