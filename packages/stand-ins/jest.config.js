const base = require('../../jest.config.js');

/**
 * Tests of the stand-ins themselves: `npm run test:stand-ins`.
 *
 * @type {import('jest').Config}
 */
module.exports = {
  ...base,
  rootDir: '../..',
  testMatch: ['<rootDir>/packages/stand-ins/__tests__/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
};
