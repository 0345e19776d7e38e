import type { Notification } from '../../../operations/lifecycle/alertmanager';
import type { ReportedProblem } from '../../conventions/problems';

/** What Alertmanager left out says nothing, so that an environment may stay ready that is not. */
export const truncatedWarnings = ({ truncatedAlerts }: Pick<Notification, 'truncatedAlerts'>): ReportedProblem[] =>
  truncatedAlerts === 0
    ? []
    : [
        {
          severity: 'warning',
          what: `Alertmanager left ${truncatedAlerts} alerts of the group out, by max_alerts: which environments they are about is not known`,
          fix: 'group the route by environment, or raise max_alerts of its webhook',
        },
      ];
