import { alertmanagerConfiguration } from '../../../../model/derive/alerting/alertmanager';
import {
  ALERTMANAGER_ACCOUNT,
  handoffReceiverOf,
  handoffTokenOf,
} from '../../../../model/derive/alerting/handoff-receiver';
import type { ServiceRole } from '../../../../model/entities/handoff-service';
import { exampleData, platformOf } from '../../../support/platforms';

const { handoffService } = platformOf(exampleData());
const service = (changes: object) => handoffService && { ...handoffService, ...changes };
const roles = (role: ServiceRole, account: string) => [{ role, groups: [], serviceAccounts: [account] }];

describe('the hand-off service as a receiver of alerts', () => {
  it('is reached straight in the cluster, and else by its address', () => {
    expect(handoffReceiverOf(service({ service: 'teams/handoff' }))?.url).toBe('http://handoff.teams.svc/v1/alerts');
    expect(handoffReceiverOf(service({ service: undefined, address: 'https://acme.example/team/' }))?.url).toBe(
      'https://acme.example/team/v1/alerts',
    );
  });

  it('is there only where Alertmanager is an alert-source', () => {
    expect(handoffReceiverOf(undefined)).toBeUndefined();
    expect(handoffReceiverOf(service({ roles: roles('alert-source', 'monitoring/other') }))).toBeUndefined();
    expect(handoffReceiverOf(service({ roles: roles('read-only', ALERTMANAGER_ACCOUNT) }))).toBeUndefined();
    expect(handoffReceiverOf(service({ roles: roles('alert-source', ALERTMANAGER_ACCOUNT) }))).toBeDefined();
  });

  it('hears of every alert before any channel, and keeps none from that', () => {
    const handoff = handoffReceiverOf(handoffService);
    const route = { channel: 'slack:#ops', escalateTo: 'slack:#ops', acknowledgeWithin: 'PT5M' };
    const { route: root, receivers } = alertmanagerConfiguration({ NodeNotReady: route }, { handoff });

    expect(root.routes[0]).toMatchObject({ receiver: 'handoff', continue: true });
    expect(root.routes[1]).toMatchObject({ receiver: 'slack:#ops' });
    expect(receivers).toHaveLength(3);
    expect(alertmanagerConfiguration({ NodeNotReady: route }).receivers).toHaveLength(2);
  });

  it('is told with the token that the pod has for its audience', () => {
    const receiver = { url: 'https://acme.example/v1/alerts', audience: 'acme' };
    const { volumes, volumeMounts } = handoffTokenOf(receiver);
    const [source] = volumes[0]?.projected.sources ?? [];
    const [told] = alertmanagerConfiguration({}, { handoff: receiver }).receivers.slice(1);

    expect(source?.serviceAccountToken.audience).toBe('acme');
    expect(told).toMatchObject({
      webhook_configs: [
        {
          max_alerts: 200,
          http_config: {
            authorization: {
              credentials_file: `${String(volumeMounts[0]?.mountPath)}/${String(source?.serviceAccountToken.path)}`,
            },
          },
        },
      ],
    });
  });
});
