import { confirmRetirement, type ConsentOptions } from '../../../../cli/commands/environment/confirm-retirement';
import type { CommandContext } from '../../../../cli/command-context';

const CONTEXT = { streams: { env: {} }, flags: { json: false } } as unknown as CommandContext;
const confirm = (name: 'production' | 'staging', options: ConsentOptions) =>
  confirmRetirement({ name }, options, CONTEXT, { end: () => undefined });

describe('consent to a retirement', () => {
  it.each<['production' | 'staging', ConsentOptions]>([
    ['staging', { yes: true }],
    ['staging', { yes: true, confirm: 'staging' }],
    ['production', { yes: true, confirm: 'production' }],
  ])('of %s is given by %j', async (name, options) => {
    await expect(confirm(name, options)).resolves.toBeUndefined();
  });

  it('of production takes its name', async () => {
    await expect(confirm('production', { yes: true })).rejects.toMatchObject({
      problems: [{ fix: 'give its name beside your consent: --yes --confirm production' }],
    });
  });

  it('is not given by another name', async () => {
    await expect(confirm('staging', { yes: true, confirm: 'production' })).rejects.toMatchObject({
      problems: [{ given: 'production', allowed: 'staging' }],
    });
  });

  it('is not given where nobody is asked', async () => {
    await expect(confirm('staging', {})).rejects.toThrow('staging is not retired without its name');
  });
});
