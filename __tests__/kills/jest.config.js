const base = require('../../jest.config.js');

/**
 * Runs that are killed at random moments: `npm run test:kills`. It takes the better part of an hour, so it is not part of
 * `npm test`, which kills at a few chosen moments.
 *
 * @type {import('jest').Config}
 */
module.exports = {
  ...base,
  rootDir: '../..',
  testMatch: ['<rootDir>/__tests__/kills/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
};
