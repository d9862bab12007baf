import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const ROOT = join(__dirname, '../..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const filesOf = (folder: string, name: RegExp): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => name.test(file))
    .map((file) => join(folder, file));

type Phrases = readonly (readonly [phrase: RegExp, write: string])[];

/** What nothing says that people read, and what to write in its place. */
const PHRASES: Phrases = [
  [/\brehears(e|es|ed|al|als|ing|able)\b/i, 'dry run'],
  [/\bveiled\b/i, 'dry run'],
  [/what (came|became|becomes) of/i, 'result, outcome, status'],
  [/\bof late\b/i, 'recently'],
  [/\bnone of (theirs|yours|his|hers)\b/i, 'not found'],
  [/\bno such thing\b|\bnot yours\b/i, 'not found, or not visible to you'],
  [/\b(doer|deed|teller|asker|nudge)s?\b/i, 'actor, action, recipient, caller, wake'],
];

/** What the service does not say besides, in whatever it answers, mails, shows or logs. */
const SPOKEN: Phrases = [
  [/\b(is|are|was|were|be|been|being) told\b|\btold (once|us)\b/i, 'notified, shown'],
  [/\bwho(m)?ever\b/i, 'people who, anybody who'],
  [/(?<!^)(?<![.!?] )\bleft out\b/, 'omitted, skipped'],
  [/\b(is|are|was|were) proved\b|\bproves? (it|that the address)\b/i, 'verified'],
  [/\bwaits for (its|their|a|the|this|that|no|staff)\b/i, 'is pending'],
  [/\bcall(s|ed|ing)? (it |them |\w+ )?off\b/i, 'cancel'],
  [/\bnobody knows\b|\bgoes on being\b|\bcome to nothing\b|\bfor want of\b/i, 'say it directly'],
  [/\bmend(s|ed|ing)?\b/i, 'fix'],
  [/\banew\b|\bmoreover\b/i, 'again, also'],
  [/\bonce and for (all|good)\b/i, 'permanently'],
];

/** British spellings. */
const BRITISH: readonly RegExp[] = [
  /\blicence[sd]?\b/i,
  /\bcancell(ed|ing)\b/i,
  /\bcatalogue[sd]?\b/i,
  /\b(colour|behaviour|favour|honour|labour|neighbour|rumour|flavour)\w*/i,
  /\b(organ|author|recogn|normal|serial|summar|minim|maxim|optim|initial|capital|util|custom|synchron|categor|priorit|real|final|general|anonym|apolog|central|emphas|local|standard|visual)is(e|es|ed|ing|ation|ations)\b/i,
  /\banalys(e|es|ed|ing)\b/i,
  /\b(centre|metre|theatre|cheque|grey|programme|whilst|amongst|defence|offence|practise|judgement|spelt|learnt|misspelt)s?\b/i,
  /\b(travell|labell|modell|signall|totall|marshall)(ed|ing)\b/i,
  /\bfulfil(s|ment)?\b/i,
];

/** A rule's number says nothing to somebody who cannot look it up. */
const RULE = /\bR\d{1,3}\b/;

/** Names that no identifier has: those that were given up, one by one. */
const NAMES: readonly RegExp[] = [
  /askedAtTheDoor|stillMine|goOn|whoIsTold|messagesWait/,
  /rehears|veiled|nudge|[tT]eller\b|\b[dD]oers?\b|[dD]eeds?\b|[aA]sker|Surroundings/,
  /WritesResolver|FormerId|StaffVisit|NoticeEvent|LicenseOrder\b|LeaseOrder\b|InvoiceOrder\b/,
  /^(Once|Held|Several|Yes|OneWord|Words|Word|Minor)$/,
  /^(told|waits|parts|leftOut|Told|LeftOut|Ref|Json|Whole|Running|Asked)$/,
  /\wParts$|[cC]atalogue/,
];

/** Texts that keep a word, by name. */
const EXCEPTIONS: ReadonlySet<string> = new Set([
  'src/dev/demo/named-accounts.ts: Licences Directes SARL', // The name of a French company.
]);

interface Text {
  readonly path: string;
  readonly text: string;
}

const parse = (path: string, text = read(path)) =>
  ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);

/** `'a ' + 'b'` is one text. */
function literal(node: ts.Node): string | null {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (
    !ts.isBinaryExpression(node) ||
    node.operatorToken.kind !== ts.SyntaxKind.PlusToken ||
    literal(node.left) === null
  )
    return null;
  const right = literal(node.right);
  return right === null ? null : `${literal(node.left)}${right}`;
}

/** Texts of a file that a person can come to read: those of more than one word. */
function textsOf(file: ts.SourceFile): Text[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    const text = literal(node);
    if (text !== null) found.push(text);
    else if (ts.isJsxText(node)) found.push(node.text);
    else if (ts.isTemplateExpression(node))
      found.push(
        [node.head, ...node.templateSpans.map((span) => span.literal)]
          .map(({ text: part }) => part)
          .join('…'),
      );
    if (text === null) ts.forEachChild(node, visit);
  };
  visit(file);
  return found
    .map((text) => text.replace(/\s+/g, ' ').trim())
    .filter((text) => text.includes(' '))
    .map((text) => ({ path: file.fileName, text }));
}

const badWords = (text: string, phrases: Phrases): string[] => [
  ...phrases.filter(([phrase]) => phrase.test(text)).map(([, write]) => `write: ${write}`),
  ...BRITISH.map((word) => word.exec(text)?.[0])
    .filter((word) => word !== undefined)
    .map((word) => `British: ${word}`),
];

const complaints = (
  texts: readonly Text[],
  phrases: Phrases,
  more = (_: string): string[] => [],
): string[] =>
  texts.flatMap(({ path, text }) =>
    EXCEPTIONS.has(`${path}: ${text}`)
      ? []
      : [...badWords(text, phrases), ...more(text)].map((why) => `${path}: ${text}: ${why}`),
  );
const EVERYTHING: Phrases = [...PHRASES, ...SPOKEN];
const rules = (text: string): string[] => (RULE.test(text) ? ['a number of a rule'] : []);

/** Comments of a file, without the code that they quote. */
const commentsOf = (file: ts.SourceFile): Text[] =>
  (file.text.match(/\/\*[^]*?\*\/|(?<![:'"`\w])\/\/.*/g) ?? []).map((text) => ({
    path: file.fileName,
    text: text.replace(/`[^`]*`/g, '`…`').replace(/[\w-]+(?:[/.-][\w-]+)+/g, '…'),
  }));

const identifiers = (file: ts.SourceFile): string[] => {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
};
const badNames = (names: readonly string[], banned: readonly RegExp[]): string[] =>
  [...new Set(names)].filter((name) => banned.some((one) => one.test(name)));

const SOURCE = filesOf('src', /\.(tsx?|js)$/).filter((path) => !path.includes('/migrations/'));
const BOOKS = ['README.md', ...filesOf('docs', /\.md$/).filter((path) => !path.includes('/adr/'))];

describe('words that people read', () => {
  const sources = SOURCE.map((path) => parse(path));

  it('in texts of the source are those of the field, in American spelling, and cite no rules', () => {
    const texts = sources.flatMap(textsOf);
    expect(texts.length).toBeGreaterThan(2_000);
    expect(complaints(texts, EVERYTHING, rules)).toEqual([]);
  });

  it('in the schema and its documents likewise', () => {
    const lines = ['schema/schema.graphql', ...filesOf('schema/operations', /\.graphql$/)].flatMap(
      (path) =>
        read(path)
          .split('\n')
          .map((text): Text => ({ path, text: text.trim().replace(/^("""|#)\s*|"""$/g, '') })),
    );
    expect(lines.length).toBeGreaterThan(5_000);
    expect(complaints(lines, EVERYTHING, rules)).toEqual([]);
  });

  it('in the documentation are those of the field, in American spelling; rules can be looked up there', () => {
    const lines = BOOKS.flatMap((path) =>
      read(path)
        .split('\n')
        .map((text): Text => ({ path, text: text.replace(/`[^`]*`/g, '`…`').trim() })),
    );
    expect(lines.length).toBeGreaterThan(1_000);
    expect(complaints(lines, PHRASES)).toEqual([]);
  });

  it('comments are in American spelling too', () => {
    const comments = sources.flatMap(commentsOf);
    expect(comments.length).toBeGreaterThan(1_000);
    expect(complaints(comments, [])).toEqual([]);
    const planted = parse(
      'planted.ts',
      'const url = "https://colour"; // Its colour.\n/** A licence. */',
    );
    expect(complaints(commentsOf(planted), [])).toHaveLength(2);
  });

  it('exceptions are still there', () => {
    const texts = new Set(sources.flatMap(textsOf).map(({ path, text }) => `${path}: ${text}`));
    expect([...EXCEPTIONS].filter((one) => !texts.has(one))).toEqual([]);
  });

  it('identifiers have none of the names that were given up', () => {
    expect(badNames(sources.flatMap(identifiers), NAMES)).toEqual([]);
  });

  it.each([
    ["throw new Error('Somebody signed in from where that was not done of late.');", 'recently'],
    ["const a = { description: 'What came of ' + 'accepting it.' };", 'outcome'],
    ['const a = `${who} cancelled ${what}`;', 'British: cancelled'],
    ['const a = <p>There is no such thing, or it is not yours.</p>;', 'not visible to you'],
    ["const a = ['The payment stays open (R57).'];", 'a number of a rule'],
    ["const a = 'Which rows; all when left out.';", 'omitted'],
  ])('%s is found', (planted, why) => {
    const found = complaints(textsOf(parse('planted.tsx', planted)), EVERYTHING, rules);
    expect(found).toEqual([expect.stringContaining(why)]);
  });

  it('a sentence about leaving an input out, code and a name are not found', () => {
    const planted = `
      const rehearsal = wait('R57');
      const a = { description: 'The day. Left out: today. Null is refused.' };
      const b = \`Billing of \${rehearsal ? month : told}\`;`;
    expect(complaints(textsOf(parse('planted.ts', planted)), EVERYTHING, rules)).toEqual([]);
    expect(badNames(identifiers(parse('planted.ts', planted)), [/rehears/i])).toEqual([
      'rehearsal',
    ]);
  });
});
