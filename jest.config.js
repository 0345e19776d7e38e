/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
  // Those need a store to run on: `npm run test:store`.
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/__tests__/store/'],
  transform: {
    '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }],
  },
  modulePathIgnorePatterns: ['<rootDir>/cdktf.out/', '<rootDir>/coverage/'],

  // Only `npm run test:coverage` collects coverage.
  collectCoverageFrom: ['model/**/*.ts', 'stacks/**/*.ts'],
  coverageReporters: ['text', 'lcovonly'],
};
