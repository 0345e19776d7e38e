import { ENVIRONMENT_NAMES } from '../../entities/environment';
import { namespaceOf } from '../../naming';

/** Label of an alert's twin (rule-groups.ts); no other alert has it. */
export const ESCALATION = 'escalation';

/** Its value. A silence that names it mutes the twin, before that fires. */
export const ESCALATED = '1';

/**
 * Value that no alert has: a silence that names it mutes nothing, and says that somebody is at an alert whose twin fires
 * already. The next channel was told of that one, and a silence would keep from it that it is over.
 */
export const ACKNOWLEDGED = 'acknowledged';

/** Label of a twin with the moment at which its alert began: of one firing, and of no later one. */
export const INCIDENT = 'incident';

/**
 * The environment that an alert is of: the one that it names, or that of the namespace it is about, or else whatever it
 * calls its environment, such as the label of a whole Prometheus; empty for one of the whole cluster.
 */
export function environmentOfAlert(labels: Readonly<Record<string, string>>): string {
  const { environment, namespace, k8s_namespace_name: sender } = labels;
  const found = ENVIRONMENT_NAMES.find((name) => [namespace, sender].includes(namespaceOf(name)));
  return ENVIRONMENT_NAMES.find((name) => name === environment) ?? found ?? environment ?? '';
}
