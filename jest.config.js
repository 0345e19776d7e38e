/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
  transform: {
    '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }],
  },
  modulePathIgnorePatterns: ['<rootDir>/cdktf.out/', '<rootDir>/coverage/'],

  // Only `npm run test:coverage` collects coverage.
  collectCoverageFrom: ['model/**/*.ts', 'stacks/**/*.ts'],
  coverageReporters: ['text', 'lcovonly'],
};
