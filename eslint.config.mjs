import js from '@eslint/js';
import comments from '@eslint-community/eslint-plugin-eslint-comments/configs';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Imports that are refused everywhere, each with what to write instead. */
const restrictedImports = {
  paths: [
    {
      name: 'cdktf',
      importNames: ['DataResource'],
      message: 'DataResource starts terraform during synth. Model the value as a local or an output.',
    },
  ],
  patterns: [
    {
      regex: '^@cdktf/provider-[^/]+(/lib)?(/index|/lazy-index)?$',
      message:
        "A provider's index loads every resource (five times slower). Import the one you need: '@cdktf/provider-kubernetes/lib/namespace-v1'.",
    },
    {
      regex: '^cdktf/lib(/|$)',
      message: "Import from 'cdktf' itself, so that one alias can switch the library: import { App } from 'cdktf'.",
    },
  ],
};

/** Synth gives the same output on any day, so what it is made of reads no clock. */
const readsClock = 'Synth reads no clock: take the moment as an argument.';
const clocks = {
  properties: [{ object: 'Date', property: 'now', message: readsClock }],
  syntax: { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: readsClock },
};

export default defineConfig(
  globalIgnores(['cdktf.out/', 'coverage/', 'modules/', 'packages/*/lib/', 'packages/*/src/']),
  js.configs.recommended,
  comments.recommended,
  tseslint.configs.recommendedTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'max-lines': ['error', { max: 250 }],
      'no-console': 'error',
      '@eslint-community/eslint-comments/require-description': ['error', { ignore: ['eslint-enable'] }],
      '@eslint-community/eslint-comments/no-unlimited-disable': 'error',
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-expect-error': 'allow-with-description', 'ts-ignore': true, 'ts-nocheck': true, 'ts-check': false },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-restricted-imports': ['error', restrictedImports],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // An empty environment variable counts as unset, so `||` is right for text.
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true } }],
      // Numbers and booleans read well in a message; objects and undefined do not.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // A construct is created for its place in the tree, and its constructor is all it needs.
      '@typescript-eslint/no-extraneous-class': 'off',
    },
  },
  { files: ['__tests__/**', 'packages/stand-ins/__tests__/**'], rules: { 'max-lines': ['error', { max: 300 }] } },
  {
    files: ['model/**', 'constructs/**', 'stacks/**', 'publish/**', 'synth/**', 'main.ts'],
    rules: {
      'no-restricted-properties': ['error', ...clocks.properties],
      'no-restricted-syntax': ['error', clocks.syntax],
    },
  },
  {
    // Plain CommonJS that node runs as it stands: the launcher, CI's helpers, the tools' own configuration.
    files: ['**/*.js', '**/*.cjs'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: {
        console: 'readonly',
        TextEncoder: 'readonly',
        process: 'readonly',
        require: 'readonly',
        module: 'writable',
        __dirname: 'readonly',
        fetch: 'readonly',
        AbortSignal: 'readonly',
      },
    },
    rules: {
      '@typescript-eslint/no-require-imports': 'off',
      '@typescript-eslint/unbound-method': 'off',
      // These do not see the casts that JSDoc comments make.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      'no-console': 'off',
    },
  },
  {
    files: ['scripts/**', 'packages/*/*.{js,ts}'],
    rules: { 'no-console': 'off' },
  },
  {
    // Not part of tsconfig.json, so linted without types.
    files: ['*.mjs', '*.cjs', 'packages/provider-linode/**'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { parserOptions: { projectService: false } },
  },
  // Written from the tables of inputs, and as long as those.
  { files: ['constructs/*/props.ts'], rules: { 'max-lines': 'off' } },
);
