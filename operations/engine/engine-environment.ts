import type { EnvironmentVariables } from '../../model/environment-variables';

/** What the engine needs on Linode Object Storage and in a run without a person; what is set already wins. */
const DEFAULTS = {
  CHECKPOINT_DISABLE: '1',
  // Object storage of the Ceph kind refuses the trailing checksums that the AWS client adds since 2025.
  AWS_REQUEST_CHECKSUM_CALCULATION: 'when_required',
  AWS_RESPONSE_CHECKSUM_VALIDATION: 'when_required',
  // Without keys, the client would wait for the metadata service of a machine at Amazon.
  AWS_EC2_METADATA_DISABLED: 'true',
};

/** The environment of an engine that is run by a program. */
export function engineEnvironment(environment: EnvironmentVariables): NodeJS.ProcessEnv {
  return {
    ...DEFAULTS,
    ...environment,
    TF_IN_AUTOMATION: '1',
    TF_INPUT: '0',
    // A workspace would move every state to another key.
    TF_WORKSPACE: undefined,
  };
}
