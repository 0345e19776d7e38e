import { engineEnvironment } from '../../../operations/engine/engine-environment';

describe('the environment of an engine', () => {
  it('has no workspace, which would move every state to another key', () => {
    const environment = engineEnvironment({ TF_WORKSPACE: 'staging' });

    expect(environment.TF_WORKSPACE).toBeUndefined();
  });

  it('asks nothing of a person', () => {
    expect(engineEnvironment({ TF_INPUT: '1' })).toMatchObject({ TF_IN_AUTOMATION: '1', TF_INPUT: '0' });
  });

  it('suits object storage of the Ceph kind', () => {
    expect(engineEnvironment({})).toMatchObject({
      AWS_REQUEST_CHECKSUM_CALCULATION: 'when_required',
      AWS_RESPONSE_CHECKSUM_VALIDATION: 'when_required',
      AWS_EC2_METADATA_DISABLED: 'true',
    });
  });

  it('keeps what is set already', () => {
    const set = { CHECKPOINT_DISABLE: '', AWS_REQUEST_CHECKSUM_CALCULATION: 'when_supported', HOME: '/home/someone' };

    expect(engineEnvironment(set)).toMatchObject(set);
  });
});
