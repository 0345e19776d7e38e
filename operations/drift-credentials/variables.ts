import type { DriftPlaces } from './places';
import type { Credentials } from './take-place';

export interface DriftVariables extends Omit<Credentials, 'kubeconfig'> {
  readonly platform: string;
  readonly places: DriftPlaces;
}

/** The text of the file to source. Each value is a secret of the environment `drift` of a pipeline. */
export function variablesOf({ platform, token, reader, reporter, places }: DriftVariables): string {
  const values = {
    LINODE_TOKEN: token,
    AWS_ACCESS_KEY_ID: reader.accessKey,
    AWS_SECRET_ACCESS_KEY: reader.secretKey,
    LINODE_OBJ_ACCESS_KEY: reader.accessKey,
    LINODE_OBJ_SECRET_KEY: reader.secretKey,
    LKE_PLATFORM_REPORTS_ACCESS_KEY_ID: reporter.accessKey,
    LKE_PLATFORM_REPORTS_SECRET_ACCESS_KEY: reporter.secretKey,
    KUBECONFIG: places.kubeconfig,
    AWS_REQUEST_CHECKSUM_CALCULATION: 'when_required',
    AWS_RESPONSE_CHECKSUM_VALIDATION: 'when_required',
  };
  return [
    `# What looks for drift of platform ${platform}, and changes nothing; written by lke-platform drift credentials.`,
    '# Show it to nobody: whoever reads the state of the cluster is cluster-admin (docs/guides/credentials.md).',
    ...Object.entries(values).map(([name, value]) => `export ${name}='${value.replaceAll(`'`, `'\\''`)}'`),
    '',
  ].join('\n');
}
