import { annotationBytes, MAX_ANNOTATION_BYTES, namespaceAnnotations } from '../derive/namespace-annotations';
import { LABEL_DOMAIN } from '../naming';
import type { Rule } from './rule';
import { duplicatesOf, entriesOf, environmentsOf } from './walk';

const KUBERNETES_DOMAIN = /(^|\.)(kubernetes|k8s)\.io\//;

export const namespaceLabelsFree: Rule = {
  id: 'namespace-labels-free',
  about: 'Labels of a namespace keep off the domains of Kubernetes and of this platform',
  source: 'data-model.md, Environment; Kubernetes label syntax',
  check(draft, report) {
    for (const { path, environment } of environmentsOf(draft)) {
      for (const key of Object.keys(environment.labels ?? {})) {
        const own = key.startsWith(`${LABEL_DOMAIN}/`);
        if (!own && !KUBERNETES_DOMAIN.test(key)) continue;
        report([...path, 'labels', key], {
          what: own
            ? `the platform sets labels below ${LABEL_DOMAIN} itself`
            : 'Kubernetes keeps this label for itself',
          given: key,
          allowed: 'a key of another domain, or without one',
          fix: 'use a domain of your own, such as example.com/team',
        });
      }
    }
  },
};

export const allowedSourcesExist: Rule = {
  id: 'allowed-sources-exist',
  about: 'Traffic is allowed from other environments of the file, each once',
  source: 'Kubernetes NetworkPolicy',
  check(draft, report) {
    const names = environmentsOf(draft).map(({ name }) => name);
    for (const { name, path, environment } of environmentsOf(draft)) {
      const sources = entriesOf([...path, 'networkPolicy', 'allowFrom'], environment.networkPolicy?.allowFrom);
      const others = names.filter((other) => other !== name);
      for (const { path: at, entry } of sources) {
        if (others.includes(entry)) continue;
        report(at, {
          what:
            entry === name
              ? 'pods of one environment reach each other anyway'
              : `the platform has no environment ${entry}`,
          allowed: others.join(', ') || 'nothing: there is no other environment',
          fix: `remove ${entry}`,
        });
      }
      for (const { entry } of duplicatesOf(sources, ({ entry }) => entry)) {
        report(entry.path, {
          what: `duplicate ${entry.entry}`,
          allowed: 'each environment once',
          fix: 'remove one of them',
        });
      }
    }
  },
};

export const annotationsFit: Rule = {
  id: 'annotations-fit',
  about: 'Owners, domains and waivers of an environment fit into the annotations of its namespace',
  source: 'Kubernetes annotations (at most 256 KiB)',
  check(draft, report) {
    const isThere = <T>(entry: T | undefined): entry is T => entry !== undefined;
    for (const { name, path, environment } of environmentsOf(draft)) {
      const own = environment.owners;
      const owners = (own ?? draft.owners ?? []).filter(isThere);
      const domains = (environment.domains ?? []).filter(isThere);
      const bytes = annotationBytes(namespaceAnnotations({ owners, domains, waivers: [] }));
      if (bytes <= MAX_ANNOTATION_BYTES) continue;
      const isOwners = owners.join().length > domains.join().length;
      report(isOwners ? (own ? [...path, 'owners'] : ['owners']) : [...path, 'domains'], {
        what: `the namespace of ${name} could not hold its ${isOwners ? 'owners' : 'domains'}, which are written onto it`,
        given: `${owners.length} owners and ${domains.length} domains, ${bytes} bytes in all`,
        allowed: `at most ${MAX_ANNOTATION_BYTES} bytes`,
        fix: isOwners
          ? 'name mailing lists instead of persons'
          : 'name domains above them, which stand for those below',
      });
    }
  },
};
