import { Construct } from 'constructs';
import { yamlValues } from '../constructs/yaml-values';
import { alertmanagerConfiguration, channelsOf } from '../model/derive/alerting/alertmanager';
import { CHANNELS_SECRET, fieldsOf } from '../model/derive/alerting/channel';
import { handoffReceiverOf, handoffTokenOf } from '../model/derive/alerting/handoff-receiver';
import { routesOfFile } from '../model/derive/alerting/routes';
import { alertRuleGroups } from '../model/derive/alerting/rule-groups';
import type { Platform } from '../model/platform';
import { webAddressOf } from '../model/this-repository';

/** Label of nodes that alerts about them name. */
const NODE_LABELS = ['nodes=[lke-platform.io/environment]'];

/**
 * What kube-prometheus-stack gets beside its own values: the alerts of the platform with a twin of each that has a
 * route, and who is told. Both stand in one release, since a route without its twin is never acknowledged.
 */
export class Alerting extends Construct {
  readonly values: readonly string[];

  constructor(scope: Construct, id: string, { observability, sources, handoffService }: Platform) {
    super(scope, id);
    const routes = routesOfFile(observability);
    const handoff = handoffReceiverOf(handoffService);
    const needsSecret = fieldsOf(channelsOf(routes), observability.smtp).length > 0;
    this.values = [
      yamlValues(this, 'rules', {
        additionalPrometheusRulesMap: {
          'lke-platform': { groups: alertRuleGroups(routes, webAddressOf(sources.repository)) },
        },
        'kube-state-metrics': { metricLabelsAllowlist: NODE_LABELS },
      }),
      yamlValues(this, 'routes', {
        alertmanager: {
          config: alertmanagerConfiguration(routes, { smtp: observability.smtp, handoff }),
          ...((needsSecret || handoff) && {
            alertmanagerSpec: {
              // Its pod waits until the Secret is there, an item of the system environment's bundle.
              ...(needsSecret && { secrets: [CHANNELS_SECRET] }),
              ...(handoff && handoffTokenOf(handoff)),
            },
          }),
        },
      }),
    ];
  }
}
