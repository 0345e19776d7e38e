import { parsePoolChoice } from '../../../operations/adopt/pool-choice';

describe('what a user says of a pool', () => {
  it('is its environment, and its name there', () => {
    expect(parsePoolChoice('12=production')).toEqual({ id: 12, environment: 'production', name: undefined });
    expect(parsePoolChoice('12=system/gpu')).toEqual({ id: 12, environment: 'system', name: 'gpu' });
  });

  it.each(['12', 'web=production', '12=prod', '12=production/'])('is not %s', (text) => {
    expect(() => parsePoolChoice(text)).toThrow('such as --pool 1234=production');
  });

  it('names no pool that Linode would refuse', () => {
    expect(() => parsePoolChoice('12=production/Web')).toThrow(
      'Web is not a name of a pool; allowed are lower-case letters',
    );
  });
});
