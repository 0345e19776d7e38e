import { approvalOf } from '../derive/application';
import { ENVIRONMENT_NAMES } from '../entities/environment';
import { BASELINE_NAMESPACES, namespaceOf } from '../naming';
import type { Rule } from './rule';
import { duplicatesOf, entriesOf, environmentsOf, livingOf } from './walk';

/** Application that shows teams how to deploy (data-model.md, ArgoApplication). */
const SAMPLE = 'sample-service';

const isBaseline = (namespace: string | undefined) => BASELINE_NAMESPACES.some((name) => name === namespace);

export const applicationNamesUnique: Rule = {
  id: 'application-names-unique',
  about: 'No two applications have the same name',
  source: 'Argo CD Applications',
  check({ applications }, report) {
    for (const { entry, first } of duplicatesOf(entriesOf(['applications'], applications), ({ entry }) => entry.name)) {
      report([...entry.path, 'name'], {
        what: `the name ${String(entry.entry.name)} is already used by application ${first.index + 1}`,
        allowed: 'a name that no other application has',
        fix: 'give one of them another name',
      });
    }
  },
};

export const applicationNameFree: Rule = {
  id: 'application-name-free',
  about: 'No application has the name of one that the platform makes: the root of an environment, or of the baseline',
  source: 'docs/adr/0037-approval-of-a-commit.md',
  check({ applications }, report) {
    const roots = [...ENVIRONMENT_NAMES, 'baseline'].map((rollout) => `${rollout}-root`);
    for (const { path, entry } of entriesOf(['applications'], applications)) {
      if (entry.name === undefined || !roots.includes(entry.name)) continue;
      report([...path, 'name'], {
        what: `${entry.name} is the Application that the platform makes, by which Argo CD finds the others`,
        allowed: `any name but ${roots.join(', ')}`,
        fix: 'give it another name',
      });
    }
  },
};

export const repositoryInReach: Rule = {
  id: 'repository-in-reach',
  about: 'Argo CD reads this repository from where its pods get',
  source: 'docs/guides/argocd.md',
  check({ sources, argoCd }, report) {
    if (argoCd?.enabled !== true || !sources?.repository?.startsWith('file:')) return;
    report(['sources', 'repository'], {
      severity: 'warning',
      what: 'Argo CD would look for this repository in the file system of its own pod, so that nothing is ever deployed',
      allowed: 'an https, ssh or git@ address; file:// where Argo CD runs on this machine, as in a trial',
      fix: 'write the address from which others clone it',
    });
  },
};

export const destinationExists: Rule = {
  id: 'destination-exists',
  about: 'An application goes to an environment of the file that is not retired, or to a baseline namespace',
  source: 'data-model.md, ArgoApplication',
  check(draft, report) {
    const allowed = [...livingOf(draft).map(({ name }) => namespaceOf(name)), ...BASELINE_NAMESPACES];
    const retired = environmentsOf(draft)
      .filter(({ environment }) => environment.retired)
      .map(({ name }) => namespaceOf(name));
    for (const { path, entry } of entriesOf(['applications'], draft.applications)) {
      const namespace = entry.destinationNamespace;
      if (namespace === undefined || allowed.some((name) => name === namespace)) continue;
      const isRetired = retired.includes(namespace);
      report([...path, 'destinationNamespace'], {
        what: isRetired ? `the environment of ${namespace} is retired` : `the platform has no namespace ${namespace}`,
        allowed: allowed.join(', '),
        fix: isRetired
          ? 'remove the application, or choose another namespace'
          : namespace.startsWith('env-')
            ? `add environments.${namespace.slice(4)}, or choose another`
            : 'choose one of them',
      });
    }
  },
};

export const productionIsGated: Rule = {
  id: 'production-is-gated',
  about: 'Applications in production wait for a person at each wave',
  source: 'data-model.md, ArgoApplication',
  check({ applications }, report) {
    for (const { path, entry } of entriesOf(['applications'], applications)) {
      if (entry.destinationNamespace !== namespaceOf('production')) continue;
      if (entry.syncPolicy?.automated) {
        report([...path, 'syncPolicy', 'automated'], {
          what: 'an application in production is not synced without a person',
          allowed: 'false in production',
          fix: 'remove automated',
        });
      }
      if (entry.approval === 'none') {
        report([...path, 'approval'], {
          what: 'an application in production needs a manual approval of each wave',
          allowed: 'manual in production',
          fix: 'remove approval',
        });
      }
    }
  },
};

export const argoCdHasWork: Rule = {
  id: 'argo-cd-has-work',
  about: 'Argo CD is installed where there is something for it to deploy',
  source: 'docs/adr/0037-approval-of-a-commit.md',
  check({ argoCd, applications }, report) {
    if (argoCd?.enabled !== true || (applications ?? []).length > 0) return;
    report(['argoCd', 'enabled'], {
      what: 'Argo CD would have nothing to deploy: the platform names no application',
      allowed: 'true where applications names at least one',
      fix: 'name an application, or remove enabled',
    });
  },
};

/** A whole commit, of SHA-1 or SHA-256. */
const COMMIT = /^[0-9a-f]{40}([0-9a-f]{24})?$/;

const isOwn = (sourceRepo: string | undefined) => sourceRepo?.startsWith('infra/helm/') === true;

export const approvedRevisions: Rule = {
  id: 'approved-revisions',
  about: 'What waits for a person is one commit: of this repository that of the rollout, of any other the one it names',
  source: 'docs/adr/0037-approval-of-a-commit.md',
  check({ argoCd, applications }, report) {
    if (argoCd?.enabled !== true) return;
    const entries = entriesOf(['applications'], applications);
    const all = entries.map(({ entry }) => entry);
    for (const { path, entry } of entries) {
      const { sourceRepo, revision } = entry;
      if (isOwn(sourceRepo)) {
        if (revision === undefined) continue;
        report([...path, 'revision'], {
          what: 'a chart of this repository is deployed from the commit that is rolled out, and names none',
          allowed: 'no revision beside a path below infra/helm/',
          fix: 'remove revision',
        });
        continue;
      }
      const waits = approvalOf(entry, all) === 'manual';
      if (!waits || sourceRepo === undefined || COMMIT.test(revision ?? '')) continue;
      report([...path, 'revision'], {
        what: `${String(entry.name)} is approved by a person, who has to know the commit`,
        allowed: 'a whole commit: 40 (or 64) of 0-9 and a-f, of the repository in sourceRepo',
        fix: `write the commit that is to be deployed: git ls-remote ${sourceRepo.replace(/([^:/])\/\/.*$/, '$1')} HEAD`,
      });
    }
  },
};

export const rolloutsHaveApprovers: Rule = {
  id: 'rollouts-have-approvers',
  about: 'Where applications wait for a person, there is somebody who may approve them',
  source: 'docs/adr/0037-approval-of-a-commit.md',
  check(draft, report) {
    if (draft.argoCd?.enabled !== true) return;
    const all = entriesOf(['applications'], draft.applications).map(({ entry }) => entry);
    const waiting = all.filter((entry) => approvalOf(entry, all) === 'manual');
    for (const { name, path, environment } of livingOf(draft)) {
      // Who answers for system approves the baseline.
      const here = waiting.filter(
        ({ destinationNamespace }) =>
          destinationNamespace === namespaceOf(name) || (name === 'system' && isBaseline(destinationNamespace)),
      );
      const policies = entriesOf([...path, 'accessPolicies'], environment.accessPolicies);
      if (here.length === 0 || policies.some(({ entry }) => entry.role === 'platform-engineer')) continue;
      report([...path, 'accessPolicies'], {
        severity: 'warning',
        what: `nobody may approve what waits for a person: ${here.map((entry) => String(entry.name)).join(', ')}`,
        allowed: `a policy of ${name} for platform-engineer, whose holders approve`,
        fix: `add a policy for platform-engineer to environments.${name}.accessPolicies`,
      });
    }
  },
};

export const baselineHealsItself: Rule = {
  id: 'baseline-heals-itself',
  about: 'Baseline components undo what is changed in the cluster; the sample service is synced by hand',
  source: 'data-model.md, ArgoApplication',
  check({ applications }, report) {
    for (const { path, entry } of entriesOf(['applications'], applications)) {
      if (
        isBaseline(entry.destinationNamespace) &&
        entry.name !== SAMPLE &&
        entry.syncPolicy &&
        !(entry.syncPolicy.selfHeal && entry.syncPolicy.automated)
      ) {
        report([...path, 'syncPolicy'], {
          what: `${String(entry.name)} is a baseline component without self-heal`,
          given: `automated ${entry.syncPolicy.automated}, selfHeal ${entry.syncPolicy.selfHeal}`,
          allowed: 'automated: true and selfHeal: true',
          fix: 'write syncPolicy: {automated: true, selfHeal: true}',
        });
      }
      if (entry.name === SAMPLE && isBaseline(entry.destinationNamespace)) {
        report([...path, 'destinationNamespace'], {
          what: `${SAMPLE} is not part of the baseline`,
          allowed: 'env-<environment> of an environment of the file',
          fix: 'write the namespace of an environment, such as env-system',
        });
      } else if (entry.name === SAMPLE && entry.syncPolicy?.automated) {
        report([...path, 'syncPolicy', 'automated'], {
          what: `${SAMPLE} is synced by hand, so that teams see how it is done`,
          allowed: 'false',
          fix: 'remove automated',
        });
      }
    }
  },
};

export const selfHealNeedsAutomation: Rule = {
  id: 'self-heal-needs-automation',
  about: 'Self-heal and prune work only where Argo CD syncs by itself',
  source: 'Argo CD automated sync',
  check({ applications }, report) {
    for (const { path, entry } of entriesOf(['applications'], applications)) {
      if (isBaseline(entry.destinationNamespace) || entry.syncPolicy?.automated !== false) continue;
      for (const key of ['selfHeal', 'prune'] as const) {
        if (!entry.syncPolicy[key]) continue;
        report([...path, 'syncPolicy', key], {
          what: `${key} does nothing without automated`,
          allowed: 'false, or true beside automated: true',
          fix: `remove ${key}, or write automated: true where that is allowed`,
        });
      }
    }
  },
};
