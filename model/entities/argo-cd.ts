import { z } from 'zod';
import { entity } from '../entity';
import { documented } from '../field';

/** Argo CD itself; what it deploys are the applications of the platform. */
export const argoCd = entity({
  name: 'ArgoCd',
  about: 'Argo CD, which brings the applications of the platform to the cluster.',
  desired: {
    enabled: documented(z.boolean().default(false), {
      about:
        'Whether the stack system installs Argo CD, with a root Application for each environment that has applications',
      allowed: 'true or false; true only where applications names at least one',
      source: 'docs/adr/0037-approval-of-a-commit.md',
    }),
  },
});
