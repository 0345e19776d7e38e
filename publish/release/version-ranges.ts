import { gt, minVersion, type SemVer } from 'semver';
import type { ModuleInterface } from '../modules/interface';
import { major, minor, type Change } from './change';

/** Changes of the engines and providers that a module works with. */
export const compareVersionRanges = (before: ModuleInterface, after: ModuleInterface): Change[] => [
  ...rangeChange('Terraform and OpenTofu', before.required_version, after.required_version, 'any'),
  ...providerChanges(before.required_providers, after.required_providers),
];

type Providers = ModuleInterface['required_providers'];

function providerChanges(before: Providers, after: Providers): Change[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name): Change[] => {
    const [old, now] = [before[name], after[name]];
    if (!old) return [major(`the provider \`${name}\` is needed, which callers have to configure`)];
    if (!now) return [major(`the provider \`${name}\` is no longer needed, and may not be passed`)];
    if (old.source !== now.source)
      return [
        { level: 'major', text: `the provider \`${name}\` comes from ${now.source}, it came from ${old.source}` },
      ];
    return rangeChange(`the provider \`${name}\``, old.version, now.version, 'major');
  });
}

/**
 * Versions that are no longer taken break callers who have them. Of a provider, that is one of another major version:
 * within one, `terraform init -upgrade` gets the newer one.
 */
function rangeChange(what: string, before: string, after: string, breaks: 'any' | 'major'): Change[] {
  if (before === after) return [];
  const [old, now] = [lowestOf(before), lowestOf(after)];
  const raised = breaks === 'any' ? gt(now, old) : now.major > old.major;
  const text = `${what}: \`${after}\`, it was \`${before}\``;
  return [raised ? major(text) : minor(text)];
}

/** Lowest version in a range such as `>= 3.9.0, < 4.0.0`, in which HCL has commas. */
function lowestOf(range: string): SemVer {
  const lowest = minVersion(range.replaceAll(',', ''));
  if (!lowest) throw new Error(`no version is in the range "${range}"`);
  return lowest;
}
