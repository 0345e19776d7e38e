import * as fc from 'fast-check';
import { SERVICE_ROLES } from '../../../model/entities/handoff-service';
import type { Part, PlatformInput, Setting } from './setting';
import { map } from './values';

const accounts = fc.constantFrom(
  ['env-staging/deployer'],
  ['monitoring/kube-prometheus-stack-alertmanager', 'ci/runner'],
);
const groups = fc.constantFrom(['platform'], ['shop', 'shop-on-call']);

const oidc = map(
  { issuer: fc.constant('https://login.acme.example/realms/acme'), clientId: fc.constant('handoff') },
  { groupsClaim: fc.constant('roles'), scopes: fc.constant(['openid', 'email']) },
);

/** With an identity provider there are roles of people; without one, of machines alone. */
export function handoffService({ environments }: Setting): Part<'handoffService'> {
  const where = { environments: fc.subarray([...environments], { minLength: 1 }) };
  const machine = map({ role: fc.constantFrom(...SERVICE_ROLES), serviceAccounts: accounts }, where);
  const people = map(
    { role: fc.constantFrom('platform-engineer', 'app-team', 'read-only'), groups },
    { serviceAccounts: accounts, ...where },
  );
  const approver = fc.constant({ role: 'platform-engineer', groups: ['platform'] });
  const addresses = { address: fc.constantFrom('https://handoff.acme.example', 'http://127.0.0.1:8080/team') };
  const optional = {
    grafanaAddress: fc.constant('https://grafana.acme.example'),
    service: fc.constant('handoff/handoff'),
    audience: fc.constant('acme-handoff'),
    slackWebhook: fc.constant('env:HANDOFF_SLACK'),
    webhook: fc.constant('env:HANDOFF_WEBHOOK'),
  };
  return fc.oneof(
    map({ ...addresses, roles: fc.array(machine, { minLength: 1, maxLength: 2 }) }, optional),
    map({ ...addresses, oidc, roles: fc.tuple(approver, fc.oneof(machine, people)) }, optional),
  ) as Part<'handoffService'>;
}

/** Access to production is granted where somebody can approve it. */
export function withApprovers({ handoffService: service, ...rest }: PlatformInput): PlatformInput {
  const isApproved = service?.oidc !== undefined || rest.environments.production?.handoff === undefined;
  return service && isApproved ? { ...rest, handoffService: service } : rest;
}
