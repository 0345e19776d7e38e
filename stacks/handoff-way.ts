import type { Construct } from 'constructs';
import { FurtherOpening, namespaceNamed, tcp } from '../constructs/namespace-policies';
import { ALERTMANAGER_PODS } from '../constructs/observability/network-policies';
import { partsOfService } from '../model/derive/alerting/handoff-receiver';

/** Port of the pods of the chart service-handoff, behind its Service. */
const HANDOFF_PORT = 8080;

/** The way of Alertmanager to the hand-off service in the cluster, whose chart lets it in. */
export class HandoffWay extends FurtherOpening {
  /**
   * @param monitoring name of Alertmanager's namespace
   * @param service namespace and name of the Service
   */
  constructor(scope: Construct, id: string, monitoring: string, service: string) {
    const { namespace } = partsOfService(service);
    super(
      scope,
      id,
      { name: 'allow-handoff', namespace: monitoring },
      { pods: ALERTMANAGER_PODS, egress: [{ to: [namespaceNamed(namespace)], ports: [tcp(HANDOFF_PORT)] }] },
    );
  }
}
