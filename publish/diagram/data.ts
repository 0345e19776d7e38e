import { partsOf } from '../../model/derive/alerting/channel';
import { channelsOf } from '../../model/derive/alerting/alertmanager';
import { handoffReceiverOf } from '../../model/derive/alerting/handoff-receiver';
import { routesOfFile } from '../../model/derive/alerting/routes';
import { baselineBucketNameOf } from '../../model/naming';
import type { Platform } from '../../model/platform';
import { isDeployedTo, living } from './living';
import type { Arrow, Box, Flowchart } from './mermaid';

/** A part of the picture: boxes, and the ways between them and those of other parts. */
interface Part {
  readonly outside?: readonly Box[];
  readonly inside?: readonly Box[];
  readonly stores?: readonly Box[];
  readonly arrows: readonly Arrow[];
}

/** Where data comes from, where it goes and where it stays: what is desired, secrets, telemetry, what was done. */
export function dataDiagram(platform: Platform): Flowchart {
  const parts = [deployment(platform), secrets(platform), delivery(platform), telemetry(platform), handoff(platform)];
  const environments = living(platform).map(({ name, namespace }): Box => ({
    id: `environment/${name}`,
    lines: [namespace],
  }));
  return {
    about: 'Where data comes from, where it goes and where it stays.',
    boxes: parts.flatMap(({ outside = [] }) => outside),
    groups: [
      {
        id: 'group/cluster',
        title: `LKE cluster ${platform.cluster.label}`,
        boxes: [...parts.flatMap(({ inside = [] }) => inside), ...environments],
      },
      {
        id: 'group/buckets',
        title: `object storage, ${platform.state.region}`,
        boxes: parts.flatMap(({ stores = [] }) => stores),
      },
    ],
    arrows: parts.flatMap(({ arrows }) => arrows),
  };
}

/** From the file to what is deployed, and what is kept of that. */
function deployment({ state }: Platform): Part {
  const command = 'outside/command';
  const store = (bucket: keyof typeof state.buckets, holds: string): Box => ({
    id: `bucket/${bucket}`,
    lines: [state.buckets[bucket], holds],
    shape: 'store',
  });
  return {
    outside: [
      { id: 'outside/file', lines: ['platform.yaml'], shape: 'outside' },
      { id: command, lines: ['lke-platform', 'with Terraform or OpenTofu'] },
      { id: 'outside/linode', lines: ['Linode API'], shape: 'outside' },
    ],
    stores: [
      store('state', 'states, locks'),
      store('artifacts', 'encrypted snapshots, applied configurations'),
      store('ledger', 'audit, grants, approvals, statuses'),
      store('reports', 'drift reports, 90 days'),
    ],
    arrows: [
      { from: 'outside/file', to: command, label: 'synth' },
      { from: command, to: 'outside/linode', label: 'apply' },
      { from: command, to: 'group/cluster', label: 'apply' },
      { from: command, to: 'bucket/state', kind: 'both' },
      { from: command, to: 'bucket/artifacts', label: 'before each apply' },
      { from: command, to: 'bucket/ledger', label: 'who did what' },
      { from: command, to: 'bucket/reports', label: 'drift detect' },
    ],
  };
}

const SOURCES = {
  'linode-secret-manager': { id: 'bucket/state', boxes: [] },
  'ext-vault': {
    id: 'outside/vault',
    boxes: [{ id: 'outside/vault', lines: ['Vault or OpenBao'], shape: 'outside' }],
  },
} as const satisfies Record<string, { id: string; boxes: readonly Box[] }>;

/** From the sources of secrets into the namespaces. */
function secrets(platform: Platform): Part {
  const bundles = living(platform).map(({ name, secretsBundle }) => ({ name, source: SOURCES[secretsBundle.source] }));
  const used = [...new Set(bundles.map(({ source }) => source))];
  return {
    outside: used.flatMap(({ boxes }) => boxes),
    inside: [{ id: 'namespace/sealed-secrets', lines: ['sealed-secrets'] }],
    arrows: [
      ...used.map(({ id }) => ({ from: id, to: 'outside/command', label: 'secrets sync' })),
      { from: 'outside/command', to: 'namespace/sealed-secrets', label: 'sealed' },
      ...bundles.map(({ name }) => ({ from: 'namespace/sealed-secrets', to: `environment/${name}`, label: 'Secrets' })),
    ],
  };
}

/** From repositories into the cluster. Without Argo CD nothing of it is deployed. */
function delivery(platform: Platform): Part {
  if (!platform.argoCd.enabled) return { arrows: [] };
  const { applications, sources } = platform;
  const addresses = applications.map(({ sourceRepo }) =>
    sourceRepo.startsWith('infra/') ? sources.repository : (sourceRepo.split(/(?<=[^:])\/\//)[0] ?? sourceRepo),
  );
  const repositories = [...new Set(addresses)];
  return {
    outside: repositories.map((address) => ({ id: `repository/${address}`, lines: [address], shape: 'outside' })),
    inside: [{ id: 'namespace/argocd', lines: ['argocd'] }],
    arrows: [
      ...repositories.map((address) => ({ from: `repository/${address}`, to: 'namespace/argocd', label: 'charts' })),
      ...living(platform).flatMap(({ name, namespace }) => {
        const waits = applications.some(
          ({ destinationNamespace, approval }) => destinationNamespace === namespace && approval === 'manual',
        );
        const arrow = { from: 'namespace/argocd', to: `environment/${name}` };
        return isDeployedTo(platform, namespace) ? [{ ...arrow, label: waits ? 'once approved' : 'syncs' }] : [];
      }),
    ],
  };
}

/** From pods to those who are called. */
function telemetry(platform: Platform): Part {
  const prefix = platform.state.bucketPrefix;
  const monitoring = 'namespace/monitoring';
  const channels = channelsOf(routesOfFile(platform.observability));
  const kinds = [...new Set(channels.map((channel) => partsOf(channel).kind))].sort();
  return {
    outside: kinds.map((kind) => ({ id: `channel/${kind}`, lines: [kind], shape: 'outside' })),
    inside: [{ id: monitoring, lines: ['monitoring', 'Prometheus, Grafana, Loki, Tempo'] }],
    stores: [
      { id: 'bucket/loki', lines: [baselineBucketNameOf(prefix, 'loki'), 'logs'], shape: 'store' },
      { id: 'bucket/tempo', lines: [baselineBucketNameOf(prefix, 'tempo'), 'traces'], shape: 'store' },
    ],
    arrows: [
      ...living(platform).map(({ name }) => ({
        from: `environment/${name}`,
        to: monitoring,
        label: 'metrics, logs, traces',
      })),
      { from: monitoring, to: 'bucket/loki' },
      { from: monitoring, to: 'bucket/tempo' },
      { from: 'bucket/ledger', to: monitoring, label: 'exporter' },
      ...kinds.map((kind) => ({ from: monitoring, to: `channel/${kind}`, label: 'alerts' })),
    ],
  };
}

/** From the artifacts to application teams. */
function handoff({ handoffService }: Platform): Part {
  if (!handoffService) return { arrows: [] };
  const { address, oidc } = handoffService;
  const service = 'outside/handoff';
  return {
    outside: [
      { id: service, lines: ['hand-off service', address] },
      { id: 'outside/teams', lines: ['application teams'], shape: 'outside' },
      ...(oidc ? [{ id: 'outside/oidc', lines: ['identity provider', oidc.issuer], shape: 'outside' } as const] : []),
    ],
    arrows: [
      { from: 'outside/teams', to: service, label: 'contract, access' },
      ...(oidc ? [{ from: service, to: 'outside/oidc', label: 'who it is' }] : []),
      { from: 'bucket/artifacts', to: service, label: 'contracts' },
      ...(handoffReceiverOf(handoffService) ? [{ from: 'namespace/monitoring', to: service, label: 'alerts' }] : []),
      { from: service, to: 'bucket/ledger', label: 'requests, approvals', kind: 'both' },
    ],
  };
}
