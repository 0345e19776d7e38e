import { execFileSync } from 'node:child_process';
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { labPrograms } from '@lke-platform/stand-ins/lab/programs';
import { apiFields } from '@lke-platform/stand-ins/lab/typed-object';
import type { Fields } from '@lke-platform/stand-ins/protocol/values';
import { schemaOf } from '@lke-platform/stand-ins/schemas';
import { resourcesOf, type StackJson } from '../synthesize';
import { temporaryFolder } from '../temporary-folder';

const TYPE = 'kubernetes_network_policy_v1';

/** The network policies of a stack as the API server gets them. */
export function networkPoliciesOf(stack: StackJson): object[] {
  const schema = schemaOf('kubernetes').resource_schemas[TYPE];
  if (!schema) throw new Error(`there is no schema of ${TYPE}`);
  return resourcesOf(stack)
    .filter(({ type }) => type === TYPE)
    .map(({ body }) => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: metadataOf(stack, body.metadata as { name: string; namespace: string }),
      ...apiFields('network_policy', withoutMetadata(body), schema.block),
    }));
}

const withoutMetadata = (body: Record<string, unknown>) => ({ ...body, metadata: null }) as Fields;

function metadataOf({ resource }: StackJson, { name, namespace }: { name: string; namespace: string }) {
  const [, type = '', id = ''] = /^\$\{(\w+)\.(\w+)\.metadata\[0\]\.name\}$/.exec(namespace) ?? [];
  const made = resource?.[type]?.[id]?.metadata as { name: string } | undefined;
  return { name, namespace: made?.name ?? namespace };
}

/** The network policies of the exporter's chart, as helm makes them; the program in it does not matter here. */
export function networkPoliciesOfExporter(namespace: string, values: unknown): object[] {
  const folder = join(temporaryFolder(), 'exporter');
  cpSync(join(__dirname, '../../../infra/helm/exporter'), folder, { recursive: true });
  writeFileSync(join(folder, 'exporter.js'), '// none');
  const args = ['template', 'exporter', folder, '--namespace', namespace, '--kube-version', '1.33.0', '--values', '-'];
  const text = execFileSync(labPrograms().helm, args, { input: JSON.stringify(values), encoding: 'utf8' });
  return parseAllDocuments(text)
    .map((document) => document.toJS() as { kind?: string; metadata: object } | null)
    .filter((object) => object?.kind === 'NetworkPolicy')
    .map((object) => ({ ...object, metadata: { ...object?.metadata, namespace } }));
}
