import { maskedValue } from '../../../operations/drift/masked-value';

const SENSITIVE = '(sensitive)';

describe('a value that is shown of drift', () => {
  it('is hidden where the engine says that it is sensitive, all of it or a part', () => {
    expect(maskedValue({ a: 'x', b: ['y', 'z'] }, true)).toBe(SENSITIVE);
    expect(maskedValue({ a: 'x', b: ['y', 'z'] }, { b: [false, true] })).toEqual({ a: 'x', b: ['y', SENSITIVE] });
    expect(maskedValue(null, true)).toBeNull();
  });

  it('is hidden where its name is that of a secret, in a list, too', () => {
    expect(maskedValue({ password: 'x', label: 'y' }, undefined)).toEqual({ password: SENSITIVE, label: 'y' });
    expect(maskedValue({ passwords: ['x'], password: ['y', 'z'] }, undefined)).toMatchObject({
      password: [SENSITIVE, SENSITIVE],
    });
    expect(maskedValue('x', undefined, 'password')).toBe(SENSITIVE);
  });

  it('is shown where it is nothing: that there is none may be known', () => {
    expect(maskedValue({ password: '' }, undefined)).toEqual({ password: '' });
  });

  it('is hidden within a text that sets secrets', () => {
    expect(maskedValue('user: a\npassword: hunter2\n', undefined)).not.toContain('hunter2');
  });
});
