const base = require('../../jest.config.js');

/**
 * What the observability stack is told, on the real programs: `npm run test:observability`.
 *
 * @type {import('jest').Config}
 */
module.exports = {
  ...base,
  rootDir: '../..',
  testMatch: ['<rootDir>/__tests__/observability/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 420_000,
};
