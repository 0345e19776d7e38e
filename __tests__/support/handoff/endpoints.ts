import type { InjectOptions } from 'fastify';
import type { EnvironmentName } from '../../../model/entities/environment';
import { type Answered, inEnvironment } from './service';

/** An operation in an environment, as somebody who may do it asks for it. */
export interface Endpoint {
  readonly request: (at: EnvironmentName) => InjectOptions & { readonly url: string };
  /** A form of the page, which carries the token of its session in itself. @default - the request is of another kind */
  readonly form?: Readonly<Record<string, string>>;
  /** Whether an answer says that the caller may do it. @default - it is something else than a refusal */
  readonly isLetIn?: (answer: Answered, at: EnvironmentName) => boolean;
}

const NOBODYS = '0123456789';

const read = (rest: string): Endpoint => ({ request: (at) => ({ method: 'GET', url: inEnvironment(at, rest) }) });
const change = (rest: string, payload?: object): Endpoint => ({
  request: (at) => ({ method: 'POST', url: inEnvironment(at, rest), ...(payload && { payload }) }),
});
const form = (rest: string, fields: Readonly<Record<string, string>> = {}): Endpoint => ({
  request: (at) => ({ method: 'POST', url: `/environments/${at}/requests${rest}` }),
  form: fields,
});

/** Every operation that takes a role, by its id in the OpenAPI file. */
export const ENDPOINTS = {
  getContract: read('contract'),
  getStatus: read('status'),
  getHistory: read('history'),
  listAccessRequests: read('access-requests'),
  askForAccess: change('access-requests', { role: 'read-only', reason: 'a look' }),
  approveAccess: change(`access-requests/${NOBODYS}/approval`, { reason: 'agreed' }),
  refuseAccess: change(`access-requests/${NOBODYS}/refusal`, { reason: 'not now' }),
  makeKubeconfigLink: change(`access-requests/${NOBODYS}/kubeconfig-links`),
  showEnvironment: { request: (at) => ({ method: 'GET', url: `/environments/${at}` }) },
  sendAccessForm: form('', { role: 'read-only', reason: 'a look', duration: '', ticket: '' }),
  sendApprovalForm: form(`/${NOBODYS}/approval`, { reason: 'agreed' }),
  sendRefusalForm: form(`/${NOBODYS}/refusal`, { reason: 'not now' }),
  sendKubeconfigForm: form(`/${NOBODYS}/kubeconfig`),
  tellAlerts: {
    request: (at) => ({ method: 'POST', url: '/v1/alerts', payload: alertOf(at) }),
    // Of environments that the source does not speak for nothing is taken, and nothing said.
    isLetIn: ({ status, body }, at) =>
      status === 200 && (body.environments as { environment: string }[]).some(({ environment }) => environment === at),
  },
} as const satisfies Readonly<Record<string, Endpoint>>;
export type EndpointName = keyof typeof ENDPOINTS;

/** A notification of Alertmanager, of one alert that fires. */
export const alertOf = (environment: EnvironmentName) => ({
  ...{ version: '4', groupKey: 'g', status: 'firing', receiver: 'handoff' },
  alerts: [
    {
      status: 'firing',
      labels: { environment, severity: 'critical', alertname: 'Down' },
      ...{ startsAt: '2026-11-27T11:00:00Z', fingerprint: 'ab0' },
    },
  ],
});
