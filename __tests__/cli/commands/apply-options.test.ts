import { requireConsent } from '../../../cli/commands/apply-options';
import type { CommandContext } from '../../../cli/command-context';

const context = (json = false) =>
  ({ streams: { isTerminal: false, env: {} }, flags: { json } }) as unknown as CommandContext;

describe('consent where nobody can be asked', () => {
  it('is given by --yes', () => {
    expect(() => {
      requireConsent({ yes: true }, context());
    }).not.toThrow();
  });

  it('is asked for with the command that shows what this one would do, where there is one', () => {
    expect(() => {
      requireConsent({}, context(), "npx lke-platform rollback plan '#12'");
    }).toThrow(
      "not a terminal. Look at what it does (npx lke-platform rollback plan '#12'), or give your consent with --yes.",
    );
    expect(() => {
      requireConsent({}, context(true));
    }).toThrow('nobody can be asked here: with --json. Run it at a terminal, which shows what it would do, or');
  });
});
