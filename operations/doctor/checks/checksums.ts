import { fail, ok, type Check } from '../check';

/** Since 2025 the engine's S3 client adds checksums that stores of the Ceph kind refuse, unless it is told not to. */
const VARIABLES = ['AWS_REQUEST_CHECKSUM_CALCULATION', 'AWS_RESPONSE_CHECKSUM_VALIDATION'];
const VALUE = 'when_required';

export const checksums: Check = {
  id: 'checksums',
  title: 'checksum variables',
  run({ environment }) {
    const wrong = VARIABLES.filter((variable) => environment[variable]?.toLowerCase() !== VALUE);
    if (wrong.length === 0) return ok(`${VARIABLES.join(' and ')} are ${VALUE}`);
    return fail(
      `not ${VALUE}: ${wrong.join(', ')}; npx cdktf and plain terraform cannot write a state so`,
      wrong.map((variable) => `export ${variable}=${VALUE}`).join('; '),
    );
  },
};
