import type { Command } from 'commander';
import { carryOptions } from '../../../cli/conventions/carried-options';
import { newProgram } from '../../support/program';

/** What becomes of a text that a command prints, called with these options. */
function printed(words: string, given: Readonly<Record<string, string>>, text: string, isJson = false): string {
  const program = newProgram();
  const action = words
    .split(' ')
    .reduce<Command | undefined>((at, word) => at?.commands.find((it) => it.name() === word), program);
  if (!action) throw new Error(`there is no command ${words}`);
  for (const [name, value] of Object.entries(given)) action.setOptionValueWithSource(name, value, 'cli');
  return carryOptions(program, action, isJson)(text);
}
const detect = (text: string, output = 'other', isJson = false) => printed('drift detect', { output }, text, isJson);

describe('the options that printed commands carry on', () => {
  it('name the folder that the command was called with, before the names of stacks', () => {
    expect(detect('Next: npx lke-platform drift remediate cluster production\n')).toBe(
      'Next: npx lke-platform drift remediate --output other cluster production\n',
    );
    expect(detect('fix that (npx lke-platform doctor), and look: npx lke-platform orphans')).toBe(
      'fix that (npx lke-platform doctor --output other), and look: npx lke-platform orphans --output other',
    );
  });

  it('are each command’s own: what synth writes is read by others', () => {
    expect(detect('npx lke-platform synth && npx lke-platform plan')).toBe(
      'npx lke-platform synth --out other && npx lke-platform plan --output other',
    );
    expect(printed('rollback verify', { file: 'a.yaml', output: 'other' }, 'npx lke-platform audit verify')).toBe(
      'npx lke-platform audit verify --file a.yaml',
    );
  });

  it('are words of a shell, also within JSON', () => {
    expect(detect('npx lke-platform apply state', "it's here")).toBe(
      "npx lke-platform apply --output 'it'\\''s here' state",
    );
    const text = detect(JSON.stringify({ fix: 'npx lke-platform apply' }), 'a "b"', true);
    expect(JSON.parse(text)).toEqual({ fix: 'npx lke-platform apply --output \'a "b"\'' });
  });

  it('are not given twice, nor to what does not take them, nor where they are the usual ones', () => {
    const whole = 'npx lke-platform plan cluster --output other\n';

    expect(detect(whole)).toBe(whole);
    for (const text of [
      'npx lke-platform init',
      'npx lke-platform access open x --out y',
      'npx lke-platform nothing',
      'npx cdktf deploy',
    ]) {
      expect(detect(text)).toBe(text);
    }
    expect(printed('drift detect', {}, 'npx lke-platform apply')).toBe('npx lke-platform apply');
  });
});
