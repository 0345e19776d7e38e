import type { Command } from 'commander';

/**
 * The options of a command as they were given, as words of a command that goes on with the same.
 *
 * @param without names of those that are said otherwise, as in `yesTo`
 */
export function givenOptions(command: Command, without: readonly string[] = []): string[] {
  return command.options.flatMap((option) => {
    const [name, flag] = [option.attributeName(), option.long ?? ''];
    if (without.includes(name) || command.getOptionValueSource(name) !== 'cli') return [];
    const value = command.getOptionValue(name) as unknown;
    if (typeof value === 'boolean') return value === !option.negate ? [flag] : [];
    return [value].flat().flatMap((one) => [flag, String(one)]);
  });
}
