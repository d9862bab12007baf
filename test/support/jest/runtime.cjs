const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { dirname, join, sep } = require('node:path');
const { compileFunction } = require('node:vm');
const { default: Runtime } = require('jest-runtime');

const ROOT = dirname(require.resolve('../../../package.json'));
const SHARED = [
  ...['node_modules', 'src', 'migrations'].map((folder) => join(ROOT, folder) + sep),
  // What it knows holds for the worker: what its database has, what was computed already.
  ...['spare-schemas.ts', 'test-database.ts', 'shared-story.ts'].map((file) =>
    join(ROOT, 'test/support', file),
  ),
];
/** Of jest itself this alone knows of the file that is run. */
const OF_THE_FILE = join(ROOT, 'node_modules/jest-circus') + sep;
const AS_COMMONJS = {
  isInternalModule: false,
  supportsDynamicImport: false,
  supportsExportNamespaceFrom: false,
  supportsStaticESM: false,
  supportsTopLevelAwait: false,
};

/**
 * Which test runs, in place of an AsyncLocalStorage: that one has Node tell of each promise that is made and kept, of the
 * service's too. Tests run one after the other here, so the innermost that has begun is the one that runs.
 */
class InTurn {
  #begun = [];

  getStore() {
    return this.#begun.at(-1);
  }

  async run(store, work) {
    this.#begun.push(store);
    try {
      return await work();
    } finally {
      this.#begun.splice(this.#begun.lastIndexOf(store), 1);
    }
  }
}

/** Of the file that is run now. */
let transformer;
const sourceMaps = new Map();

for (const extension of ['.ts', '.tsx'])
  Module._extensions[extension] = (module, filename) => {
    const source = readFileSync(filename, 'utf8');
    const { code, sourceMapPath } = transformer.transform(filename, AS_COMMONJS, source);
    if (sourceMapPath) sourceMaps.set(filename, sourceMapPath);
    // `jest.spyOn` can then take the place of what a module exports.
    const open = code.replaceAll(
      /enumerable: true,(?=\s+get\b)/g,
      'enumerable: true, configurable: true,',
    );
    module._compile(open, filename);
  };

/**
 * Loads what is the same for all test files once for each worker, by Node itself: the service and the
 * packages. Test files and their helpers are loaded anew, each file its own, by jest.
 */
class SharedRuntime extends Runtime {
  constructor(config, environment, resolver, given, ...more) {
    super(config, environment, resolver, given, ...more);
    transformer = given;
    for (const [filename, path] of sourceMaps) this.getSourceMaps().set(filename, path);
    const { injectedModuleParameters } = this.executor;
    this.executor.compile = (source, filename) =>
      compileFunction(source, injectedModuleParameters, { filename });
  }

  requireModuleOrMock(from, name) {
    const path = sharedPath(from, name);
    return path === null ? super.requireModuleOrMock(from, name) : require(path);
  }

  requireInternalModule(from, name) {
    if (name === 'node:async_hooks' && from.startsWith(OF_THE_FILE))
      return { AsyncLocalStorage: InTurn };
    const path = name === undefined ? from : Module.createRequire(from).resolve(name);
    return Module.isBuiltin(path) || path.startsWith(OF_THE_FILE) || !path.endsWith('.js')
      ? super.requireInternalModule(from, name)
      : require(path);
  }

  setMock(from, name, ...more) {
    if (sharedPath(from, name) !== null)
      throw new Error(
        `${name} is loaded already, and by others too: use jest.spyOn in place of jest.mock`,
      );
    super.setMock(from, name, ...more);
  }
}

function sharedPath(from, name) {
  if (Module.isBuiltin(name) || name === '@jest/globals') return null;
  let path;
  try {
    path = Module.createRequire(from).resolve(name);
  } catch {
    return null; // jest says better what is missing
  }
  return SHARED.some((begin) => path.startsWith(begin)) ? path : null;
}

module.exports = { __esModule: true, default: SharedRuntime };
