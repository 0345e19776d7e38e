const base = require('../../jest.config.js');

/**
 * What judges the description of the hand-off service, on the real program: `npm run test:contracts`.
 *
 * @type {import('jest').Config}
 */
module.exports = {
  ...base,
  rootDir: '../..',
  testMatch: ['<rootDir>/__tests__/contracts/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
};
