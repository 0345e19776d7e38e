import { LKE_CLUSTER_INPUTS, LKE_CLUSTER_RULES } from '../../constructs/lke-cluster/inputs';
import { LkeCluster } from '../../constructs/lke-cluster/lke-cluster';
import { defineModule } from './definition';

export const lkeCluster = defineModule({
  name: 'lke-cluster',
  about:
    'A cluster of the Linode Kubernetes Engine (LKE): the control plane with its access control list, the node pool ' +
    'that LKE demands, and any number of further node pools by name.',
  construct: LkeCluster,
  inputs: LKE_CLUSTER_INPUTS,
  rules: LKE_CLUSTER_RULES,
  outputs: {
    clusterId: { description: 'Linode id of the cluster.' },
    apiEndpoint: { description: 'Address of the Kubernetes API.' },
    caCertificate: { description: "Certificate of the cluster's CA, PEM in base64. It is public." },
    systemPoolId: { description: 'Linode id of the pool inside the cluster resource.' },
    nodePoolIds: { description: 'Linode id of each further pool, by name.' },
  },
  comments: {
    'terraform_data.vpc': 'The provider neither sends a changed VPC nor replaces the cluster by itself.',
  },
  notes: [],
  moved: [],
});
