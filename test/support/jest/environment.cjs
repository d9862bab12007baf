const { ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');

/** What jest's own modules leave on the global object; the next file begins with its own. */
const LEFT_BY_JEST = new Set(['JEST_STATE_SYMBOL', 'EVENT_HANDLERS', 'TEST_TIMEOUT_SYMBOL']);

/**
 * The process itself in place of a sandbox: one set of `Error`, `Array` and so on for tests, for the
 * service and for Node, so that what `runtime.cjs` keeps loaded can be used by every file. What a file
 * changed of the process is put back when it ends.
 */
module.exports = class ProcessEnvironment {
  global = globalThis;
  fakeTimers = null;
  moduleMocker = new ModuleMocker(globalThis);
  #before = {
    console: globalThis.console,
    exit: process.exit,
    environment: { ...process.env },
  };

  constructor({ projectConfig }) {
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
  }

  setup() {
    // Jest wants 100 lines of every stack; the service makes an error of each refusal and a stack for each statement.
    Error.stackTraceLimit = 10;
  }

  teardown() {
    this.fakeTimersModern.dispose();
    this.moduleMocker.restoreAllMocks();
    globalThis.console = this.#before.console;
    process.exit = this.#before.exit;
    for (const name of Object.keys(process.env))
      if (!(name in this.#before.environment)) delete process.env[name];
    Object.assign(process.env, this.#before.environment);
    for (const symbol of Object.getOwnPropertySymbols(globalThis))
      if (LEFT_BY_JEST.has(symbol.description)) delete globalThis[symbol];
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  /** Unused: `runtime.cjs` compiles in the context of the process. */
  getVmContext() {
    return globalThis;
  }
};
