const base = require('../../jest.config.js');

/**
 * Tests of the modules as HCL teams use them: `npm run test:modules`.
 *
 * @type {import('jest').Config}
 */
module.exports = {
  ...base,
  rootDir: '../..',
  testMatch: ['<rootDir>/__tests__/modules/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
};
