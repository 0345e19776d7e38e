import type { ReportStore } from '../../operations/drift/reports/store';

/** A bucket of reports in memory, which honours the conditions of a write as a plain bucket does. */
export function memoryReports(): ReportStore & { readonly objects: Map<string, string> } {
  const objects = new Map<string, string>();
  const tagOf = (text: string) => `"${Buffer.from(text).toString('base64')}"`;
  return {
    bucket: 'acme-reports',
    objects,
    read: (key) => {
      const text = objects.get(key);
      return Promise.resolve(text === undefined ? undefined : { text, tag: tagOf(text) });
    },
    write: (key, text) => Promise.resolve(void objects.set(key, text)),
    create: (key, text) => {
      if (objects.has(key)) return Promise.resolve('exists');
      objects.set(key, text);
      return Promise.resolve('created');
    },
    replace: (key, text, tag) => {
      if (tagOf(objects.get(key) ?? '') !== tag) return Promise.resolve('changed');
      objects.set(key, text);
      return Promise.resolve('written');
    },
    remove: (key) => Promise.resolve(void objects.delete(key)),
    list: (prefix) => Promise.resolve([...objects.keys()].filter((key) => key.startsWith(prefix)).sort()),
  };
}
