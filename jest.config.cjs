const { availableParallelism } = require('node:os');

// As the service runs: graphql-js checks each of its objects again and again otherwise.
process.env.NODE_ENV = 'production';

/** @type {import('jest').Config} */
module.exports = {
  // Each worker loads the service once, and all of its files use it (docs/testing.md).
  testEnvironment: '<rootDir>/test/support/jest/environment.cjs',
  runtime: '<rootDir>/test/support/jest/runtime.cjs',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  transform: { '^.+\\.tsx?$': ['@swc/jest'] },
  setupFilesAfterEnv: ['<rootDir>/test/support/jest/build/expect.cjs'],
  testSequencer: '<rootDir>/test/support/slow-first.cjs',
  reporters: ['default', '<rootDir>/test/support/not-run.cjs'],
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  // One more than cores: now and then a worker has to wait for the database, or for a process that it started.
  maxWorkers: Math.max(2, availableParallelism()) + 1,
  // Ends what hangs, and judges nothing: a busy machine may take several times as long as a quiet one.
  testTimeout: 120_000,
};
