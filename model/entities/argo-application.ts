import { z } from 'zod';
import { dnsLabel } from '../limits';
import { entity } from '../entity';
import { documented } from '../field';
import { text } from '../values';

/**
 * https, ssh or scp form of a git repository, or a path in this one; a path within it may follow `//`. A user stands
 * in the ssh form only, a password in none. Nothing leads out of the repository, and nothing has to be quoted.
 */
const SOURCE_REPO =
  /^(?!.*(?:\/\.\.(?:\/|$)|['"`\\{}<>|^]))(https:\/\/[^\s/@]+\/\S+|ssh:\/\/([^\s/@:]+@)?[^\s/@]+\/\S+|[a-z][\w-]*@[^\s:]+:\S+|infra\/helm\/[a-z0-9][a-z0-9/-]*)$/;

/** A commit, a branch or a tag, as git takes it. */
const REVISION = /^[A-Za-z0-9][\w./+-]{0,199}$/;

const syncPolicy = entity({
  name: 'SyncPolicy',
  about: 'How Argo CD brings the cluster to what the repository says.',
  desired: {
    automated: documented(z.boolean().default(false), {
      about: 'Whether Argo CD syncs without being asked',
      allowed: 'true or false; false for applications in production and for sample-service',
      source: 'data-model.md, ArgoApplication',
    }),
    selfHeal: documented(z.boolean().default(false), {
      about: 'Whether changes made in the cluster are undone',
      allowed: 'true or false; true for baseline components',
      source: 'data-model.md, ArgoApplication',
    }),
    prune: documented(z.boolean().default(false), {
      about: 'Whether what the repository no longer holds is deleted',
      allowed: 'true or false',
      source: 'data-model.md, ArgoApplication',
    }),
  },
});

/** A Helm chart that Argo CD deploys. */
export const argoApplication = entity({
  name: 'ArgoApplication',
  about: 'An Argo CD Application that deploys a Helm chart.',
  desired: {
    name: documented(text(dnsLabel), {
      about: 'Name of the Application',
      allowed: `${dnsLabel.allowed}, once per platform; not <environment>-root or baseline-root`,
      source: 'data-model.md, ArgoApplication',
    }),
    sourceRepo: documented(z.string().regex(SOURCE_REPO), {
      about: 'Git repository, or a path in this one',
      allowed:
        'an https, ssh or git@ address without a password, quotes or "..", with //<folder> behind it for a chart in a folder, or a path below infra/helm/',
      source: 'data-model.md, ArgoApplication',
    }),
    revision: documented(z.string().regex(REVISION).optional(), {
      about: 'What of that repository is deployed; a whole commit where a person approves it',
      allowed:
        'a commit, a branch or a tag; nothing for a path in this repository, of which the default branch is followed',
      default: 'the default branch',
      source: 'docs/adr/0037-approval-of-a-commit.md',
    }),
    destinationNamespace: documented(text(dnsLabel), {
      about: 'Namespace the chart is deployed to',
      allowed: 'env-<environment> of an environment of the file, or a baseline namespace',
      source: 'data-model.md, ArgoApplication',
    }),
    syncPolicy: documented(syncPolicy.schema.prefault({}), {
      about: 'How the application is synced',
      allowed: '{automated, selfHeal, prune}',
      fix: 'write for example syncPolicy: {automated: true, selfHeal: true}, or remove it and sync by hand',
      source: 'data-model.md, ArgoApplication',
    }),
    syncWave: documented(z.int().min(-100).max(100).default(0), {
      about: 'Order of deployment; lower waves go first',
      allowed: 'a whole number from -100 to 100',
      source: 'data-model.md, ArgoApplication; Argo CD sync waves',
    }),
    approval: documented(z.enum(['manual', 'none']).optional(), {
      about: 'Whether a person lets each wave through',
      allowed: 'manual or none; manual in production',
      default: 'manual in production, and in the baseline where an environment waits for a person; none elsewhere',
      source: 'data-model.md, ArgoApplication; docs/adr/0037-approval-of-a-commit.md',
    }),
  },
});
