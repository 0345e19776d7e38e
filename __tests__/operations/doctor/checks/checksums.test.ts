import { checksums } from '../../../../operations/doctor/checks/checksums';
import { find } from '../../../support/surroundings';

const RIGHT = {
  AWS_REQUEST_CHECKSUM_CALCULATION: 'when_required',
  AWS_RESPONSE_CHECKSUM_VALIDATION: 'when_required',
};

describe('the check of the checksum variables', () => {
  it('is content with both, in any case', async () => {
    const variables = { ...RIGHT, AWS_REQUEST_CHECKSUM_CALCULATION: 'WHEN_REQUIRED' };

    expect(await find(checksums, { variables })).toMatchObject({ status: 'ok' });
  });

  it('fails on one that is missing, and writes what to set', async () => {
    expect(await find(checksums, { variables: { ...RIGHT, AWS_RESPONSE_CHECKSUM_VALIDATION: undefined } })).toEqual({
      status: 'fail',
      found: expect.stringContaining('not when_required: AWS_RESPONSE_CHECKSUM_VALIDATION') as string,
      fix: 'export AWS_RESPONSE_CHECKSUM_VALIDATION=when_required',
    });
  });

  it('fails on another value', async () => {
    const variables = { ...RIGHT, AWS_REQUEST_CHECKSUM_CALCULATION: 'when_supported' };

    expect(await find(checksums, { variables })).toMatchObject({ status: 'fail' });
  });
});
