const { existsSync } = require('node:fs');
const { join } = require('node:path');
const base = require('../../jest.config.js');

const mirror = process.env.LKE_PLATFORM_PROVIDER_MIRROR;
const isThere = mirror !== undefined && existsSync(join(mirror, 'registry.terraform.io/linode/linode'));
if (!isThere) {
  process.stderr.write(
    'NOT RUN: LKE_PLATFORM_PROVIDER_MIRROR names no folder with the linode provider (docs/engine-tests.md)\n',
  );
}

/**
 * The tests of pools inside the cluster resource, on the real linode provider: `npm run test:providers`.
 *
 * @type {import('jest').Config}
 */
module.exports = {
  ...base,
  rootDir: '../..',
  // Without a pattern jest would take its own, which finds every test.
  testMatch: ['<rootDir>/__tests__/' + (isThere ? 'scenarios/inline-pools.test.ts' : 'providers/*.test.ts')],
  passWithNoTests: true,
  testTimeout: 600_000,
};
