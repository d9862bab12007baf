// What Node makes of the built service before it runs: where each module lies, and its code compiled. Test processes that
// are started to be killed require this file first and begin in half the time; all that they run is the same.
// `node test/support/kept-code.cjs` keeps it for the build that is there.
const { Buffer } = require('node:buffer');
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const Module = require('node:module');
const { dirname, join } = require('node:path');
const { Script } = require('node:vm');

const ROOT = dirname(require.resolve('../../package.json'));
const FOLDER = join(ROOT, '.data/kept-code');
/** Parts lie at multiples of this in the file, as V8 wants it. */
const STEP = 8;

/** One file for each build, set of packages and Node. */
function fileName() {
  const hash = createHash('sha256').update(`${process.version} ${process.arch} ${ROOT}`);
  for (const path of ['dist/.built-from', 'package-lock.json', 'test/support/kept-code.cjs'])
    hash.update(fs.readFileSync(join(ROOT, path)));
  return join(FOLDER, hash.digest('hex').slice(0, 32));
}

const wrapped = (source) =>
  `(function (exports, require, module, __filename, __dirname) { ${source.replace(/^#!.*/, '')}\n})`;

function run(script, module, filename) {
  const given = (name) => module.require(name);
  given.resolve = (name, options) => Module._resolveFilename(name, module, false, options);
  given.cache = Module._cache;
  given.main = process.mainModule;
  given.extensions = Module._extensions;
  const work = script.runInThisContext();
  work.call(module.exports, module.exports, given, module, filename, dirname(filename));
}

/** Where a name leads from a folder; whoever lies in the same folder comes to the same. */
const placeOf = (name, parent) => `${dirname(parent.filename ?? '')}\0${name}`;

const isPlain = (name, parent, options) =>
  parent?.filename && options === undefined && !Module.isBuiltin(name);

/** Loads from what was kept; what was not, as Node does. */
function use(path) {
  const all = fs.readFileSync(path);
  const begin = all.readUInt32LE(0);
  const { places, files } = JSON.parse(all.toString('utf8', 4, begin).replace(/\0+$/, ''));
  const kept = all.subarray(begin);
  const resolve = Module._resolveFilename;
  Module._resolveFilename = (name, parent, isMain, options) =>
    (isPlain(name, parent, options) ? places[placeOf(name, parent)] : undefined) ??
    resolve.call(Module, name, parent, isMain, options);
  for (const extension of ['.js', '.cjs']) {
    const load = Module._extensions[extension] ?? Module._extensions['.js'];
    Module._extensions[extension] = (module, filename) => {
      const file = files[filename];
      if (file === undefined) return load(module, filename);
      const [source, sourceLength, encoding, code, codeLength] = file;
      const cachedData = kept.subarray(code, code + codeLength);
      const text = kept.toString(encoding, source, source + sourceLength);
      return run(new Script(text, { filename, cachedData }), module, filename);
    };
  }
}

/** Loads and wires the service as those processes do, and keeps what came of it. */
function keep(path) {
  const [places, scripts] = [{}, new Map()];
  const resolve = Module._resolveFilename;
  Module._resolveFilename = (name, parent, isMain, options) => {
    const filename = resolve.call(Module, name, parent, isMain, options);
    if (isPlain(name, parent, options)) places[placeOf(name, parent)] = filename;
    return filename;
  };
  for (const extension of ['.js', '.cjs']) {
    const load = Module._extensions[extension] ?? Module._extensions['.js'];
    Module._extensions[extension] = (module, filename) => {
      const source = wrapped(fs.readFileSync(filename, 'utf8'));
      // Only Node's own loader imports.
      if (/\bimport\s*\(/.test(source)) return load(module, filename);
      const script = new Script(source, { filename });
      scripts.set(filename, [script, source]);
      return run(script, module, filename);
    };
  }
  wire();
  const [parts, files] = [[], {}];
  for (const [filename, [script, source]] of scripts) {
    const text = Buffer.from(source);
    // Quicker to read where each character is one byte.
    const encoding = text.length === source.length ? 'latin1' : 'utf8';
    const code = script.createCachedData();
    files[filename] = [add(parts, text), text.length, encoding, add(parts, code), code.length];
  }
  write(path, { places, files }, parts);
}

function wire() {
  const { compose } = require('../../dist/src/composition');
  const { readConfig } = require('../../dist/src/config');
  const { createDataSource } = require('../../dist/src/database/data-source');
  require('../../dist/src/server');
  const DATABASE_URL = 'mysql://nobody@127.0.0.1/nothing';
  const KEYHOLD_SECRET = 'a secret that only this process knows';
  compose(readConfig({ DATABASE_URL, KEYHOLD_SECRET }), {
    dataSource: createDataSource({ url: DATABASE_URL, poolSize: 1 }),
    clock: { now: () => new Date() },
    passwordCost: { memoryKiB: 64, passes: 1 },
    report: () => undefined,
  });
}

/** @returns where the bytes will lie. */
function add(parts, bytes) {
  const at = parts.length === 0 ? 0 : parts.at(-1).end;
  parts.push({ bytes, end: at + Math.ceil(bytes.length / STEP) * STEP });
  return at;
}

/** What is kept of other builds goes. Another run may be doing the same: the file is there whole, or not at all. */
function write(path, index, parts) {
  fs.rmSync(FOLDER, { recursive: true, force: true });
  fs.mkdirSync(FOLDER, { recursive: true });
  const head = Buffer.from(JSON.stringify(index));
  const begin = Math.ceil((4 + head.length) / STEP) * STEP;
  const all = Buffer.alloc(begin + (parts.at(-1)?.end ?? 0));
  all.writeUInt32LE(begin, 0);
  head.copy(all, 4);
  let at = begin;
  for (const { bytes, end } of parts) {
    bytes.copy(all, at);
    at = begin + end;
  }
  fs.writeFileSync(`${path}.${process.pid}`, all);
  fs.renameSync(`${path}.${process.pid}`, path);
}

const path = fileName();
if (require.main !== module) {
  if (fs.existsSync(path)) use(path);
} else if (!fs.existsSync(path)) keep(path);
