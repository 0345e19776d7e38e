const base = require('../../jest.config.js');

/**
 * Tests of state and locks on a real S3 store: `npm run test:store`.
 *
 * @type {import('jest').Config}
 */
module.exports = {
  ...base,
  rootDir: '../..',
  testMatch: ['<rootDir>/__tests__/store/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  globalSetup: '<rootDir>/__tests__/support/ceph/global-setup.ts',
  globalTeardown: '<rootDir>/__tests__/support/ceph/global-teardown.ts',
  testTimeout: 300_000,
};
