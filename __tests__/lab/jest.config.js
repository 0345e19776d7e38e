const base = require('../../jest.config.js');

/**
 * Tests on a real control plane of Kubernetes: `npm run test:lab`.
 *
 * @type {import('jest').Config}
 */
module.exports = {
  ...base,
  rootDir: '../..',
  testMatch: ['<rootDir>/__tests__/lab/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  globalSetup: '<rootDir>/__tests__/support/lab/global-setup.ts',
  globalTeardown: '<rootDir>/__tests__/support/lab/global-teardown.ts',
  testTimeout: 420_000,
};
