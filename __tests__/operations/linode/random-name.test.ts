import { isRandomName, randomName } from '../../../operations/linode/random-name';

describe('a name with an end that nothing else has', () => {
  it('is told by its prefix', () => {
    expect(isRandomName(randomName('acme-drift'), 'acme-drift')).toBe(true);
    expect(isRandomName(`${randomName('acme-drift')}-read`, 'acme-drift', ['', '-read'])).toBe(true);
  });

  it.each([
    'acme-drift-drift-0a1b2c',
    'acme-drift-state',
    'acme-drift-0a1b2c-write',
    'acme-drift-0a1b2c3',
    'acme-drift',
  ])('is not %s, which another platform may have', (name) => {
    expect(isRandomName(name, 'acme-drift', ['', '-read'])).toBe(false);
  });
});
