import { isRecord } from '../plan-review/attribute-changes';
import type { Difference } from '../../model/rules/drift/difference';

/** A root module as synth writes it, as far as it is used here. */
interface RootModule {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/**
 * Which values a configuration decides. What it does not decide is not in a plan, however much it has changed.
 *
 * @param text of the root module, in JSON
 */
export function pinsOf(text: string): (address: string, path: Difference['path']) => boolean {
  const { resource = {} } = JSON.parse(text) as RootModule;
  return (address, path) => {
    const [type = '', name = ''] = address.replace(/\[.*\]$/, '').split('.');
    const block = resource[type]?.[name];
    return isRecord(block) && !isIgnored(block, path) && decides(block, path);
  };
}

function isIgnored({ lifecycle }: Readonly<Record<string, unknown>>, [first]: Difference['path']): boolean {
  const ignored = isRecord(lifecycle) ? lifecycle.ignore_changes : undefined;
  if (ignored === 'all') return true;
  return Array.isArray(ignored) && ignored.some((path) => String(path).split(/[.[]/)[0] === first);
}

/** An expression in place of a block decides all that is in it. */
function decides(value: unknown, path: Difference['path']): boolean {
  if (value === undefined || value === null) return false;
  const [first, ...others] = path;
  if (first === undefined) return true;
  if (Array.isArray(value)) {
    const rest = typeof first === 'number' ? others : path;
    return value.some((entry) => decides(entry, rest));
  }
  if (!isRecord(value)) return true;
  if (typeof first === 'number') return decides(value, others);
  // A block for each entry of a value that is known when the engine runs.
  return isRecord(value.dynamic) && first in value.dynamic ? true : decides(value[first], others);
}
