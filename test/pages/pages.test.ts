import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import fastify, { type FastifyInstance } from 'fastify';
import { buildSchema, getOperationAST, parse, validate } from 'graphql';
import supertest from 'supertest';
import { registerPages } from '../../src/pages/pages';
import { MUTATIONS, SCRIPT, SIGN_IN } from '../../src/pages/assets';

describe('the pages that links in mails lead to', () => {
  let server: FastifyInstance;
  beforeAll(async () => {
    server = fastify();
    const shown = registerPages(server, {
      unsubscriber: {
        knows: (token) => token === 'known',
        unsubscribe: (token) => Promise.resolve(token === 'known'),
      },
      addressOf: () => '203.0.113.9',
      bank: null,
      demo: { password: 'pass"word', people: [{ email: 'one@x.example', who: '<b>one</b>' }] },
    });
    const refuse = (path: string, status: number) =>
      server.get(path, (request, reply) =>
        shown.refused(request, reply, { status, message: 'Not <b>yours</b>.' }),
      );
    for (const status of [401, 403, 404, 500]) {
      refuse(`/files/${status}.pdf`, status);
      refuse(`/files/of/somebody/${status}.csv`, status);
    }
    server.setNotFoundHandler(shown.noSuchPage);
    server.post('/elsewhere', () => 'taken');
    await server.ready();
  });
  afterAll(() => server.close());

  const get = (path: string) => supertest(server.server).get(path);

  it.each([
    ['/verify-email?token=abc', 'verifyEmail'],
    ['/reset-password?token=abc', 'resetPassword'],
  ])('%s does nothing by itself, and nothing but our own script runs on it', async (path, name) => {
    const { text, headers } = await get(path).expect(200);
    expect(text).toContain(`data-mutation="${name}"`);
    expect(text).not.toContain('abc');
    expect(text).not.toMatch(/<script(?! src)|\son[a-z]+=|style=/);
    expect(headers).toMatchObject({
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'x-frame-options': 'DENY',
      'content-security-policy': expect.stringMatching(
        /^default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'/,
      ) as string,
    });
  });

  it.each([
    '/verify-email',
    '/reset-password',
    '/unsubscribe/known',
    '/files/401.pdf',
    '/files/of/somebody/403.csv?bom=1',
    '/files/of/somebody/404.csv',
    '/nothing',
    '/nothing/at/all',
  ])('what %s loads is there, also where the service lies in a folder', async (path) => {
    const { text } = await get(path);
    const loads = [...text.matchAll(/(?:src|<link[^>]* href)="([^"]+)"/g)].map(
      ([, one]) => one ?? '',
    );
    expect(loads.length).toBeGreaterThan(0);
    for (const one of loads) {
      const inFolder = new URL(one, `http://host/folder${path}`).pathname;
      expect(inFolder).toMatch(/^\/folder\//);
      const pathname = inFolder.replace('/folder', '');
      const { headers } = await get(pathname).expect(200);
      expect(headers['cache-control']).toContain('immutable');
      expect(headers['content-type']).toMatch(/^text\/(css|javascript)/);
    }
  });

  it.each([401, 403, 404])(
    'where %s is the answer, one can sign in, in the demo by one click',
    async (status) => {
      const { text, headers } = await get(`/files/of/somebody/${status}.csv`).expect(status);
      expect(text).toContain('data-graph="../../../graphql"');
      expect(text).toContain('data-password="pass&quot;word"');
      expect(text).toContain('data-email="one@x.example"');
      expect(text).not.toMatch(/<b>|<script(?! src)|\son[a-z]+=|style=/);
      expect(text.includes('Not &lt;b&gt;yours')).toBe(status !== 401);
      expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-frame-options': 'DENY' });
    },
  );

  it('where the fault is ours, or there is no such page, nobody is asked to sign in', async () => {
    for (const [path, status] of [
      ['/files/500.pdf', 500],
      ['/nothing/<b>', 404],
    ] as const) {
      const { text } = await get(path).expect(status);
      expect(text).not.toMatch(/<form|<b>/);
    }
    expect((await get('/nothing/at/all')).text).toContain('href="../../"');
  });

  it('forms of mail programs are taken where one unsubscribes, and nowhere else', async () => {
    const post = (path: string) => supertest(server.server).post(path).type('form').send('a=b');
    await post('/unsubscribe/known').expect(200);
    await post('/unsubscribe/other').expect(404);
    await post('/elsewhere').expect(415);
    await supertest(server.server)
      .post('/unsubscribe/known')
      .type('form')
      .send('a'.repeat(20_000))
      .expect(413);
  });

  it('what the pages ask of the graph is in its schema, under the name that their forms say', () => {
    const schema = buildSchema(readFileSync('schema/schema.graphql', 'utf8'));
    for (const [name, document] of Object.entries({ ...MUTATIONS, signIn: SIGN_IN })) {
      const parsed = parse(document);
      expect([name, validate(schema, parsed)]).toEqual([name, []]);
      const asked = getOperationAST(parsed)?.selectionSet.selections;
      expect(asked).toMatchObject([{ kind: 'Field', name: { value: name } }]);
    }
  });
});

interface Field {
  readonly name: string;
  readonly value: string;
  readonly repeats?: string;
}
interface Sent {
  readonly url: string;
  readonly body: { readonly query: string; readonly variables: unknown };
}

/** Runs the script on a page with one form, presses its button once, and says its outcome. */
async function press(mutation: string, fields: readonly Field[], answer: object | null) {
  const sent: Sent[] = [];
  let submit: (event: object) => Promise<void> = () => Promise.resolve();
  const inputs = fields.map(({ name, value, repeats }) => ({ name, value, dataset: { repeats } }));
  const status = { textContent: '', className: '' };
  const button = { disabled: false };
  const form = {
    hidden: false,
    dataset: { mutation, done: 'Done.' },
    querySelector: (selector: string) =>
      selector === 'button' ? button : (inputs.find(({ dataset }) => dataset.repeats) ?? null),
    querySelectorAll: () => inputs.filter(({ name }) => name !== ''),
    addEventListener: (_type: string, listener: typeof submit) => (submit = listener),
  };
  runInNewContext(SCRIPT, {
    document: {
      querySelector: (selector: string) => (selector.startsWith('form') ? form : status),
    },
    location: { search: '?token=a%2Bb' },
    URLSearchParams,
    fetch: (url: string, { body }: { body: string }) => {
      sent.push({ url, body: JSON.parse(body) as Sent['body'] });
      return answer === null
        ? Promise.reject(new Error('no network'))
        : Promise.resolve({ json: () => Promise.resolve(answer) });
    },
  });
  await submit({ preventDefault: () => undefined });
  return { sent, said: status.textContent, problem: status.className, done: form.hidden, button };
}

describe('the script of those pages', () => {
  const answer = (name: string, ...messages: string[]) => ({
    data: { [name]: { userErrors: messages.map((message) => ({ message })) } },
  });
  const passwords = (one: string, other: string): Field[] => [
    { name: 'newPassword', value: one },
    { name: '', value: other, repeats: 'newPassword' },
  ];

  it('sends the token of the address to the graph, and says that it is done', async () => {
    const { sent, said, done } = await press('verifyEmail', [], answer('verifyEmail'));
    expect(sent).toEqual([
      {
        url: 'graphql',
        body: { query: MUTATIONS.verifyEmail, variables: { input: { token: 'a+b' } } },
      },
    ]);
    expect([said, done]).toEqual(['Done.', true]);
  });

  it('sends a new password once it was given twice alike', async () => {
    const different = await press('resetPassword', passwords('one', 'two'), {});
    expect([different.sent, different.said]).toEqual([[], 'The two passwords are not the same.']);
    const { sent } = await press('resetPassword', passwords('one', 'one'), answer('resetPassword'));
    expect(sent[0]?.body.variables).toEqual({ input: { token: 'a+b', newPassword: 'one' } });
  });

  it.each<[string, object | null, string]>([
    ['a refusal', answer('verifyEmail', 'The link was used.'), 'The link was used.'],
    ['an error', { data: null, errors: [{ message: 'Too often.' }] }, 'Too often.'],
    ['no answer', null, 'The server did not answer. Please try again.'],
  ])('says what went wrong, and lets one try again: %s', async (_what, given, words) => {
    const { said, problem, done, button } = await press('verifyEmail', [], given);
    expect([said, problem, done, button.disabled]).toEqual([words, 'problem', false, false]);
  });
});
