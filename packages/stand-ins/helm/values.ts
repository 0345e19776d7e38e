import { parse } from 'yaml';
import { elements, textAt } from '../engine/paths';
import { ProviderError } from '../protocol/service';
import { isFields, type Fields, type Value } from '../protocol/values';
import { texts } from '../values';

/** The values of a release: the documents in their order, each over the ones before, and the single settings over all. */
export function valuesOf(release: Fields): Fields {
  const documents = texts(release.values).map(document);
  const merged = documents.reduce<Fields>(merge, {});
  const settings = [...elements(release.set), ...elements(release.set_sensitive), ...elements(release.set_wo)];
  const set = settings.reduce((values, it) => put(values, textAt(it, 'name'), typed(it)), merged);
  return elements(release.set_list).reduce((values, it) => put(values, textAt(it, 'name'), it.value ?? null), set);
}

/** As the state keeps values: JSON with sorted keys, sensitive settings replaced by a word. */
export function shownValues(release: Fields): string {
  const names = elements(release.set_sensitive).map((it) => textAt(it, 'name'));
  const cloaked = names.reduce((values, name) => put(values, name, '(sensitive value)'), valuesOf(release));
  return JSON.stringify(sorted(cloaked));
}

function document(yaml: string): Fields {
  try {
    const parsed: unknown = parse(yaml) ?? {};
    if (isFields(parsed)) return parsed;
  } catch (error) {
    throw new ProviderError('Failed to unmarshal values', String(error));
  }
  throw new ProviderError('Failed to unmarshal values', 'the document is not a mapping');
}

function merge(below: Fields, above: Fields): Fields {
  const merged = Object.entries(above).map(([name, value]) => {
    const under = below[name];
    return [name, isFields(under) && isFields(value) ? merge(under, value) : value];
  });
  return { ...below, ...(Object.fromEntries(merged) as Fields) };
}

/** Sets the value at a dotted path; a dot after a backslash belongs to the key. */
function put(values: Fields, path: string, value: Value): Fields {
  const [first = '', ...rest] = path.split(/(?<!\\)\./);
  const key = first.replaceAll('\\.', '.');
  if (rest.length === 0) return { ...values, [key]: value };
  const below = values[key];
  return { ...values, [key]: put(isFields(below) ? below : {}, rest.join('.'), value) };
}

function typed(setting: Fields): Value {
  const value = textAt(setting, 'value');
  if (setting.type === 'string' || setting.type === 'literal') return value;
  if (value === 'true' || value === 'false') return value === 'true';
  if (value === 'null') return null;
  return /^-?(0|[1-9]\d*)$/.test(value) ? Number(value) : value;
}

function sorted(value: Value): Value {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isFields(value)) return value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, sorted(value[name] ?? null)]));
}
