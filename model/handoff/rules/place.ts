import { identity, offered, told } from '../compare';
import { contractRule, fields, members } from './rule';

/** Where an environment is, and how it is reached. */
export const PLACE_RULES = [
  contractRule(
    'environment-recreated',
    'The namespace is another one: everything in it was made anew, or is gone',
    identity,
    ({ namespace_uid: value }) => [{ at: 'namespace_uid', value }],
  ),
  contractRule('another-environment', 'Platform, environment and namespace are the same', identity, (it) =>
    fields('', { platform: it.platform, environment: it.environment, namespace: it.namespace }).map(
      ({ at, value }) => ({
        at: at.slice(1),
        value,
      }),
    ),
  ),
  contractRule('format-changed', 'The document has the same form', identity, ({ format }) => [
    { at: 'format', value: String(format) },
  ]),
  contractRule(
    'ingress-domain-changed',
    'Services are reached under the same domain',
    identity,
    ({ ingress_base_domain: value }) => [{ at: 'ingress_base_domain', value }],
  ),
  contractRule('domain-removed', 'A domain that leads here goes on leading here', offered, ({ domains }) =>
    members('domains', domains),
  ),
  contractRule('certificate-removed', 'A certificate that an Ingress may name is there', offered, (it) =>
    members('tls_secrets', it.tls_secrets),
  ),
  contractRule('links-changed', 'Dashboards are told, and break nothing', told, ({ observability_links: links }) =>
    members('observability_links', links),
  ),
  contractRule('steps-changed', 'The steps are told, and break nothing', told, ({ deployment_steps: steps }) => [
    { at: 'deployment_steps', value: steps.map((step, index) => `${index + 1}. ${step}`).join(' ') },
  ]),
  contractRule('contacts-changed', 'Contacts are told, and break nothing', told, ({ contacts }) => [
    // Their order tells whom to ask first.
    { at: 'contacts', value: contacts.join(', ') },
  ]),
  contractRule(
    'kubernetes-changed',
    'Another minor version of Kubernetes may have lost APIs that a chart names',
    identity,
    ({ versions: { kubernetes } }) => [{ at: 'versions.kubernetes', value: minorOf(kubernetes) }],
  ),
  contractRule('versions-changed', 'Versions are told, and break nothing', told, ({ versions }) => [
    { at: 'versions.kubernetes (patch)', value: versions.kubernetes.slice(minorOf(versions.kubernetes).length) },
    { at: 'versions.observability_chart', value: versions.observability_chart },
  ]),
];

const minorOf = (version: string) => /^v?(\d+\.\d+)/.exec(version)?.[1] ?? version;
