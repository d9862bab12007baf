import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { ErrorCode } from '../../src/domain/error-code';

const ROOT = join(__dirname, '../..');
const FILES = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => join('src', name));

const parse = (path: string, text: string) =>
  ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
const PARSED = new Map(
  FILES.map((path) => [path, parse(path, readFileSync(join(ROOT, path), 'utf8'))]),
);
const parsed = (path: string): ts.SourceFile => PARSED.get(path) as ts.SourceFile;

/** A node and all below it. */
function walk(node: ts.Node): ts.Node[] {
  const nodes = [node];
  for (const one of nodes) ts.forEachChild(one, (child) => void nodes.push(child));
  return nodes;
}

/** Public methods of repositories whose first parameter is no scope. */
function unscoped(file: ts.SourceFile): string[] {
  const found: string[] = [];
  for (const node of walk(file)) {
    if (!ts.isClassDeclaration(node) || !/Repository$/.test(node.name?.text ?? '')) continue;
    for (const member of node.members) {
      if (!ts.isMethodDeclaration(member)) continue;
      if (member.modifiers?.some((one) => one.kind === ts.SyntaxKind.PrivateKeyword)) continue;
      const type = member.parameters[0]?.type?.getText() ?? 'nothing';
      if (!/Scope$/.test(type)) found.push(`${node.name?.text}.${member.name.getText()}(${type})`);
    }
  }
  return found;
}

/** Places that ask the machine what time it is. */
function clockReads(file: ts.SourceFile): string[] {
  const found: string[] = [];
  for (const node of walk(file)) {
    if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length)
      found.push('new Date()');
    if (
      ts.isCallExpression(node) &&
      /^(Date\.now|performance\.now)$/.test(node.expression.getText())
    )
      found.push(node.getText());
    if (
      (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) || ts.isTemplateHead(node)) &&
      /\b(NOW|CURRENT_TIMESTAMP|SYSDATE|UTC_TIMESTAMP|CURDATE)\b\s*\(?/.test(node.getText())
    )
      found.push('SQL clock');
  }
  return found;
}

/** Places that make a scope that reaches everything. */
const makesSystemScope = (file: ts.SourceFile): boolean =>
  walk(file).some(
    (node) => ts.isNewExpression(node) && node.expression.getText() === 'SystemScope',
  );

describe('rules of the source that no compiler knows', () => {
  it('sees the files', () => {
    expect(FILES.length).toBeGreaterThan(100);
    expect(FILES.filter((path) => path.endsWith('.repository.ts')).length).toBeGreaterThan(8);
  });

  it('the scope is the first parameter of every public method of a repository', () => {
    expect(FILES.flatMap((path) => unscoped(parsed(path)))).toEqual([]);
  });

  it('a planted unscoped read is found', () => {
    const planted =
      'export class LeakRepository { all(key: number) {} fine(scope: Scope) {} private own() {} }';
    expect(unscoped(parse('leak.ts', planted))).toEqual(['LeakRepository.all(number)']);
  });

  it('nothing but the system clock, and tools of development, asks what time it is', () => {
    const readers = FILES.filter(
      (path) => !path.startsWith('src/dev/') && clockReads(parsed(path)).length > 0,
    );
    // What compares the database's clock with ours has to ask for it.
    expect(readers.sort()).toEqual(['src/database/installation.ts', 'src/system-clock.ts']);
  });

  it('a planted look at the clock is found, however it is written', () => {
    const planted =
      'const a = new Date(); const b = Date.now(); const c = sql`SELECT NOW()`; const d = new Date(5);';
    expect(clockReads(parse('clock.ts', planted))).toEqual([
      'new Date()',
      'Date.now()',
      'SQL clock',
    ]);
  });

  it('a scope that reaches everything is made in jobs and in the composition alone', () => {
    const makers = FILES.filter((path) => makesSystemScope(parsed(path)));
    expect(makers.filter((path) => !/^src\/(jobs\/|composition[./])/.test(path))).toEqual([]);
    expect(makesSystemScope(parse('x.ts', "const s = new SystemScope('job');"))).toBe(true);
  });

  it('domain, permission maps and composition are parted into the same nouns', () => {
    const names = (folder: string): string[] =>
      readdirSync(join(ROOT, folder), { withFileTypes: true }).map(({ name }) =>
        name.replace(/\.ts$/, ''),
      );
    const nouns = readdirSync(join(ROOT, 'src/domain'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && names(`src/domain/${entry.name}`).length > 0)
      .map(({ name }) => name)
      .sort();
    expect(names('src/permissions/maps').sort()).toEqual(nouns);
    // What several nouns are made of, and what lies across them.
    const shared = ['billing-run', 'downloads', 'rows', 'ways-to-pay', 'wiring'];
    expect(names('src/composition').sort()).toEqual([...nouns, ...shared].sort());
  });

  it('files that the documentation names are there', () => {
    const documents = [
      'README.md',
      'CONTRIBUTING.md',
      ...readdirSync(join(ROOT, 'docs'))
        .filter((name) => name.endsWith('.md'))
        .map((name) => `docs/${name}`),
    ];
    const named = documents.flatMap((path) =>
      [...readFileSync(join(ROOT, path), 'utf8').matchAll(/`([\w.-]+(?:\/[\w.-]+)+\.tsx?)`/g)].map(
        ([, file = '']) => [path, file] as const,
      ),
    );
    const missing = named.filter(
      ([, file]) =>
        !['', 'src', 'src/features'].some((folder) => existsSync(join(ROOT, folder, file))),
    );
    expect(named.length).toBeGreaterThan(50);
    expect(missing).toEqual([]);
  });

  it('every code of a refusal is one that something is refused with', () => {
    const listed = join('src', 'domain', 'error-code.ts');
    const texts = new Set(
      FILES.filter((path) => path !== listed).flatMap((path) =>
        walk(parsed(path)).flatMap((node) => (ts.isStringLiteralLike(node) ? node.text : [])),
      ),
    );
    const codes = Object.keys(ErrorCode);
    expect(codes.length).toBeGreaterThan(150);
    expect(codes.filter((code) => !texts.has(code))).toEqual([]);
  });

  it('there are no barrels and no default exports', () => {
    expect(FILES.filter((path) => path.endsWith('/index.ts'))).toEqual([]);
    const defaults = FILES.filter(
      (path) =>
        walk(parsed(path)).some(
          (node) =>
            node.kind === ts.SyntaxKind.DefaultKeyword && ts.isFunctionDeclaration(node.parent),
        ) || /^export default/m.test(readFileSync(join(ROOT, path), 'utf8')),
    );
    expect(defaults).toEqual([]);
  });
});
