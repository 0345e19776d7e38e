import type { Rule } from './rule';
import { livingOf, routesIn } from './walk';

/** As with what is due, `validate` alone asks: a platform may well be begun without, and each synth would say so. */
export const alertsReachSomebody: Rule = {
  id: 'alerts-reach-somebody',
  about: 'Alerts of a platform with production reach somebody',
  source: 'docs/adr/0035-alerts-with-their-routes.md',
  check(draft, report) {
    const { observability } = draft;
    const isInProduction = livingOf(draft).some(({ name }) => name === 'production');
    if (!isInProduction || routesIn(observability).length > 0) return;
    // What is there and not understood is an error of its own.
    if (Object.keys(observability?.alertRoutes ?? {}).length > 0) return;
    report(['observability'], {
      severity: 'warning',
      what: 'alerts reach nobody, those of production neither: observability has no alertRoutes and no defaultRoute',
      given: 'no route',
      allowed:
        'a line of alertRoutes for each alert that somebody is to hear of, or a defaultRoute for the critical ones',
      fix: "add for example defaultRoute: {channel: 'slack:#ops'} to observability, and the Secret alert-channels as docs/runbooks/alerts.md says",
    });
  },
};
