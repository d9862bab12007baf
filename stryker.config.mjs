/**
 * Plants faults into the domain, one after the other: each has to turn a domain test red. Faults that change nothing
 * are excluded where they are, with the reason.
 */
export default {
  mutate: ['src/domain/**/*.ts'],
  testRunner: 'jest',
  jest: { configFile: 'test/support/mutants.jest.cjs' },
  coverageAnalysis: 'perTest',
  timeoutMS: 10_000,
  thresholds: { high: 96, low: 92, break: 92 },
  // The copy that is changed needs no more than this.
  ignorePatterns: ['*', '!src/**', '!test/**', '!package.json', '!.swcrc'],
  tempDirName: '.data/mutants/tmp',
  // What neither a change of its code nor of its tests touches is not tried again.
  incremental: true,
  incrementalFile: '.data/mutants/known.json',
  reporters: ['clear-text', 'html'],
  clearTextReporter: { allowColor: false, allowEmojis: false, logTests: false, reportTests: false },
  htmlReporter: { fileName: '.data/mutants/report.html' },
};
