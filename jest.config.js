const { availableParallelism } = require('node:os');

/** Packages that are ES modules alone, which jest cannot load as they are. */
const esModules =
  '(@bomb.sh|cookie|light-my-request/node_modules/cookie|fastify-openapi-glue|@seriousme|openid-client|oauth4webapi|jose|age-encryption|@noble|@scure|p-retry|is-network-error|mdast-util-[a-z-]+|micromark[a-z-]*|unist-util-[a-z-]+|zwitch|longest-streak|markdown-table|ccount|character-entities|decode-named-character-reference|devlop|escape-string-regexp)/';

/** What `__tests__/support/lean-cdktf.js` changes. */
const slowInCdktf = 'cdktf/lib/(tokens/private/(stack-trace|resolve)|terraform-stack)\\.js$';

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  runtime: '<rootDir>/__tests__/support/runtime.js',
  // Jest leaves one core free, which is half of a machine with two; and tests under an engine wait about half of their time.
  maxWorkers: Math.ceil(availableParallelism() * 1.5),
  // Many tests start processes, on machines that do other things as well.
  testTimeout: 120_000,
  testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
  // Those need more than an engine, or much time: `npm run test:scenarios`, `test:modules`, `test:store`, `test:kills`, `test:lab`,
  // `test:browser`, `test:observability`, `test:contracts`, `test:providers`.
  testPathIgnorePatterns: [
    '/node_modules/',
    '<rootDir>/__tests__/scenarios/',
    '<rootDir>/__tests__/modules/',
    '<rootDir>/__tests__/store/',
    '<rootDir>/__tests__/kills/',
    '<rootDir>/__tests__/lab/',
    '<rootDir>/__tests__/browser/',
    '<rootDir>/__tests__/observability/',
    '<rootDir>/__tests__/contracts/',
  ],
  transform: {
    [slowInCdktf]: '<rootDir>/__tests__/support/lean-cdktf.js',
    '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }],
    [`${esModules}.+\\.m?js$`]: ['@swc/jest', { jsc: { target: 'es2022' }, module: { type: 'commonjs' } }],
  },
  transformIgnorePatterns: [`/node_modules/(?!${esModules}|${slowInCdktf})`],
  moduleNameMapper: {
    '^preact$': '<rootDir>/__tests__/support/preact.js',
    '^@seriousme/openapi-schema-validator$': '<rootDir>/__tests__/support/openapi-schema-validator.js',
  },
  modulePathIgnorePatterns: ['<rootDir>/cdktf.out/', '<rootDir>/coverage/'],

  // Only `npm run test:coverage` collects coverage.
  collectCoverageFrom: ['model/**/*.ts', 'stacks/**/*.ts'],
  coverageReporters: ['text', 'lcovonly'],
};
