import { z } from 'zod';
import { entity } from '../entity';
import { documented } from '../field';
import * as limits from '../limits';
import { whole } from '../values';

const SOURCE = 'Grafana Loki, limits_config (runtime configuration)';

/** How long the logs of one environment are kept, and how many may come. */
export const environmentLogs = entity({
  name: 'EnvironmentLogs',
  about: 'How long the logs of the environment are kept, and how many of them are taken.',
  desired: {
    retentionDays: documented(whole(limits.retentionDays).optional(), {
      about: 'Days for which logs of the environment are kept',
      allowed: limits.retentionDays.allowed,
      default: 'observability.retentionDays',
      source: SOURCE,
    }),
    ingestionMegabytesPerSecond: documented(z.int().min(1).max(100).default(4), {
      about:
        'Megabytes of logs a second that are taken from the environment; what comes faster waits on the nodes, and is lost once the kubelet removes the files',
      allowed: 'a whole number from 1 to 100',
      source: SOURCE,
    }),
  },
});
