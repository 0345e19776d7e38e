import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '@lke-platform/stand-ins/lab/cache-folder';
import type { Lab } from '@lke-platform/stand-ins/lab/lab';
import { labPrograms } from '@lke-platform/stand-ins/lab/programs';
import { secretPrograms } from '@lke-platform/stand-ins/lab/secret-programs';
import type { ChartObject } from './render';

/** Folder of kinds of one project, as `.ci/tools/kinds.sh` gets them. */
const kindsFolder = (name: string) => join(cacheFolder(), 'kinds', name);
/** Folders with kinds that the stack `system` brings before Argo CD: of the Prometheus operator and of Sealed Secrets. */
const KINDS = [kindsFolder('prometheus-operator-0.93.1'), join(secretPrograms().chart, 'crds')];
/** Folders with kinds that the chart `ingress` brings. */
const GATEWAY_API = kindsFolder('gateway-api-1.5.1');
const KINDS_OF_INGRESS = [GATEWAY_API, kindsFolder('cert-manager-1.21.1')];

export const areKindsThere = () => [...KINDS, ...KINDS_OF_INGRESS].every(existsSync);

/** A suite that takes charts of others; where they are not, it says so. */
export function withChartsOrNotRun(areThere: boolean, suite: jest.Describe): jest.Describe {
  if (areThere) return suite;
  process.stderr.write('\nNOT RUN: charts or kinds are missing: .ci/tools/charts.sh, .ci/tools/kinds.sh\n\n');
  return describe.skip;
}

/** The large ones are Prometheus' own, of which no chart of this repository makes any; the API server is busy with each. */
const OF_CHARTS = /(podmonitors|servicemonitors|prometheusrules|sealedsecrets?)\.ya?ml$/;
const OF_TRAEFIK = /(gatewayclasses|gateways|(http|grpc|tls)routes|referencegrants|backendtlspolicies)\.yaml$/;
const OF_INGRESS = /(gatewayclasses|gateways|httproutes|certificates|issuers)\.ya?ml$/;

/** Kinds as YAML, as far as charts of this repository make such objects. */
const kindsIn = (folders: readonly string[], which: RegExp) =>
  folders
    .flatMap((folder) =>
      readdirSync(folder)
        .filter((file) => which.test(file))
        .map((file) => readFileSync(join(folder, file), 'utf8')),
    )
    .join('\n---\n');

/** A lab, as far as kubectl has to know it. */
type Reachable = Pick<Lab, 'kubeconfig'>;

function kubectl({ kubeconfig }: Reachable, args: readonly string[], input: string): string {
  const { status, stdout, stderr } = spawnSync(labPrograms().kubectl, ['--kubeconfig', kubeconfig, ...args], {
    encoding: 'utf8',
    input,
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

/** On the server's side, as Argo CD applies; a field that a kind does not have is refused. */
const apply = (lab: Reachable, namespace: string, text: string) =>
  kubectl(lab, ['apply', '--server-side', '--validate=strict', '--namespace', namespace, '--filename', '-'], text);

/** Makes kinds of YAML, and waits until the API server serves them. */
function applyKinds(lab: Reachable, text: string): void {
  apply(lab, 'default', text);
  kubectl(lab, ['wait', '--for=condition=Established', '--timeout=60s', '--filename', '-'], text);
}

/** The kinds that are there before Argo CD deploys anything, as far as charts of this repository need them. */
export const applyKindsOfSystem = (lab: Reachable) => applyKinds(lab, kindsIn(KINDS, OF_CHARTS));

/** The kinds that the chart `ingress` brings, as far as charts of this repository make such objects. */
export const applyKindsOfIngress = (lab: Reachable) => applyKinds(lab, kindsIn(KINDS_OF_INGRESS, OF_INGRESS));

/** The kinds that Traefik reads. */
export const applyKindsOfTraefik = (lab: Reachable) => applyKinds(lab, kindsIn([GATEWAY_API], OF_TRAEFIK));

/** Nothing runs in the pods of a lab: a webhook would refuse everything that it is asked about. */
const isWebhook = ({ kind }: ChartObject) => kind.endsWith('WebhookConfiguration');
const textOf = (objects: readonly ChartObject[]) => JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });

/** Makes the kinds that a chart brings. */
export const applyKindsOf = (lab: Reachable, kindsOfChart: readonly ChartObject[]) =>
  applyKinds(lab, textOf(kindsOfChart));

/** Shows objects to the API server, which makes none of them. @throws in its words where it would take one not */
export function isAccepted(lab: Reachable, objects: readonly ChartObject[]): void {
  kubectl(lab, ['apply', '--server-side', '--validate=strict', '--dry-run=server', '-f', '-'], textOf(objects));
}

/**
 * Applies what a chart makes. Configurations of webhooks are only shown to the API server.
 *
 * @returns the API server's word about each object
 * @throws in the words of the API server
 */
export function applyChart(lab: Reachable, release: string, objects: readonly ChartObject[]): string[] {
  const webhooks = objects.filter(isWebhook);
  if (webhooks.length > 0) isAccepted(lab, webhooks);
  const rest = objects.filter((object) => !isWebhook(object));
  const namespaces = [...new Set(rest.map(({ metadata }) => metadata.namespace ?? release))];
  return namespaces.flatMap((namespace) =>
    apply(lab, namespace, textOf(rest.filter(({ metadata }) => (metadata.namespace ?? release) === namespace)))
      .trim()
      .split('\n'),
  );
}
