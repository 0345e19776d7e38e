/** A region as the API gives it; only what can be decided by is listed. */
export interface Region {
  id: string;
  capabilities: string[];
}

const EVERYWHERE = [
  'Linodes',
  'NodeBalancers',
  'Block Storage',
  'Kubernetes',
  'Cloud Firewall',
  'Vlans',
  'Placement Group',
  'Disk Encryption',
];
const VPC = 'VPCs';
const ENTERPRISE = 'Kubernetes Enterprise';
const GPU = 'GPU Linodes';

const WITH_ALL = [
  ...['es-mad', 'in-maa', 'jp-osa', 'it-mil', 'us-mia', 'id-cgk', 'us-lax', 'gb-lon', 'se-sto', 'in-bom-2'],
  ...['de-fra-2', 'sg-sin-2', 'jp-tyo-3', 'fr-par-2', 'nl-ams', 'us-ord', 'fr-par', 'us-sea'],
];
const WITHOUT_GPU = ['no-osl-1', 'us-iad-2', 'us-iad', 'br-gru'];
const LEGACY = ['us-central', 'us-west', 'ap-southeast', 'ap-northeast', 'eu-west'];
const LEGACY_WITH_GPU = ['us-east', 'us-southeast', 'ca-central', 'ap-west', 'ap-south', 'eu-central'];

export const REGIONS: readonly Region[] = [
  ...having(WITH_ALL, VPC, ENTERPRISE, GPU),
  ...having(WITHOUT_GPU, VPC, ENTERPRISE),
  ...having(['au-mel'], VPC),
  ...having(LEGACY),
  ...having(LEGACY_WITH_GPU, GPU),
];

function having(ids: string[], ...more: string[]): Region[] {
  return ids.map((id) => ({ id, capabilities: [...EVERYWHERE, ...more] }));
}

/** Object storage endpoints: one region may have several, and `us-iad-2` has one whose host is not public. */
export interface ObjectStorageEndpoint {
  region: string;
  endpoint_type: 'E0' | 'E1' | 'E2' | 'E3';
  s3_endpoint: string | null;
}

/** Hosts by endpoint type, each `region` or `region=host` where the host carries another name. */
const ENDPOINTS: Record<ObjectStorageEndpoint['endpoint_type'], string[]> = {
  E0: ['us-east=us-east-1', 'eu-central=eu-central-1', 'ap-south=ap-south-1', 'us-southeast=us-southeast-1'],
  E1: [
    ...['us-iad', 'fr-par', 'br-gru', 'in-maa', 'us-sea', 'us-lax', 'it-mil', 'us-mia', 'se-sto', 'id-cgk', 'nl-ams'],
    ...['es-mad', 'jp-osa', 'us-ord'],
  ],
  E2: ['au-mel'],
  E3: ['de-fra-2=de-fra-1', 'us-lax=us-lax-4', 'gb-lon', 'sg-sin-2=sg-sin-1', 'jp-tyo-3=jp-tyo-1', 'us-ord=us-ord-10'],
};

export const OBJECT_STORAGE_ENDPOINTS: readonly ObjectStorageEndpoint[] = [
  ...(['E0', 'E1', 'E2', 'E3'] as const).flatMap((endpoint_type) =>
    ENDPOINTS[endpoint_type].map((it) => {
      const [region = it, host = `${it}-1`] = it.split('=');
      return { region, endpoint_type, s3_endpoint: `${host}.linodeobjects.com` };
    }),
  ),
  { region: 'us-iad-2', endpoint_type: 'E3', s3_endpoint: null },
];
