import { samplesIn } from './exporter-world';
import type { Series } from './prometheus';

/** What an exporter serves, as Prometheus has it after an hour of scrapes that all found the same. @param text of metrics */
export const exporterSeries = (text: string): Series[] =>
  Object.entries(samplesIn(text)).map(([sample, value]) => {
    const [, name = '', labels = ''] = /^([a-z_]+)(?:\{(.*)\})?$/.exec(sample) ?? [];
    const pairs = [...labels.matchAll(/([a-z_]+)="((?:[^"\\]|\\.)*)"/g)].map(([, key, content]) => [key, content]);
    return {
      name,
      labels: {
        ...{ job: 'lke-platform-exporter', namespace: 'monitoring', service: 'lke-platform-exporter' },
        ...(Object.fromEntries(pairs) as Record<string, string>),
      },
      value: () => (value === 'NaN' ? Number.NaN : Number(value)),
    };
  });
