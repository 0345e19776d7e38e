const base = require('../../jest.config.js');

/**
 * Longer scenarios under the engine: `npm run test:scenarios`.
 *
 * @type {import('jest').Config}
 */
module.exports = {
  ...base,
  rootDir: '../..',
  testMatch: ['<rootDir>/__tests__/scenarios/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
};
