import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import fastify, { type FastifyInstance } from 'fastify';
import { buildSchema, getOperationAST, parse, validate } from 'graphql';
import supertest from 'supertest';
import { registerPages } from '../../src/pages/pages';
import {
  MUTATIONS,
  SCRIPT,
  SIGN_IN,
  SUPPORT_REQUEST,
  SUPPORT_REQUEST_SCRIPT,
} from '../../src/pages/assets';

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
    '/support-request?token=abc',
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
    const all = { ...MUTATIONS, ...SUPPORT_REQUEST, signIn: SIGN_IN };
    for (const [name, document] of Object.entries(all)) {
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

/** Something of a page, as far as the script of a support request touches it. */
class Shown {
  textContent = '';
  className = '';
  hidden = true;
  disabled = false;
  value = '';
  readonly children: Shown[] = [];
  submit: (event: object) => Promise<void> = () => Promise.resolve();
  set innerHTML(_: string) {
    throw new Error('What somebody wrote is put in as text');
  }
  append(...more: Shown[]): void {
    this.children.push(...more);
  }
  replaceChildren(...all: Shown[]): void {
    this.children.splice(0, this.children.length, ...all);
  }
  addEventListener(_type: string, listener: Shown['submit']): void {
    this.submit = listener;
  }
  querySelector(selector: string): Shown {
    return this.parts[selector] as Shown;
  }
  readonly parts: Record<string, Shown> = {};
}

describe('the page of a support request', () => {
  const request = (status: string, ...bodies: string[]) => ({
    ...{ number: 'SR-100001', subject: '<b>No start</b>', status },
    messages: bodies.map((body) => ({ author: 'Carla', body, sentAt: '2026-11-21T12:00:00.000Z' })),
  });

  /** Opens the page, writes a reply if one is given, and says what is seen then. */
  async function opened(answers: readonly (object | null)[], reply: string | null = null) {
    const sent: Sent['body'][] = [];
    const [subject, list, form, status] = [new Shown(), new Shown(), new Shown(), new Shown()];
    Object.assign(form.parts, { textarea: new Shown(), button: new Shown() });
    const found: Record<string, Shown> = {
      ...{ '[data-subject]': subject, '[data-messages]': list, form, '[role=status]': status },
    };
    const left = [...answers];
    runInNewContext(SUPPORT_REQUEST_SCRIPT, {
      document: {
        querySelector: (selector: string) => found[selector],
        createElement: () => new Shown(),
      },
      location: { search: '?token=a-b' },
      URLSearchParams,
      fetch: (_url: string, { body }: { body: string }) => {
        sent.push(JSON.parse(body) as Sent['body']);
        const answer = left.shift() ?? null;
        return answer === null
          ? Promise.reject(new TypeError('no network'))
          : Promise.resolve({ json: () => Promise.resolve(answer) });
      },
    });
    const settled = () => new Promise((resolve) => setImmediate(resolve));
    await settled();
    if (reply !== null) {
      (form.parts['textarea'] as Shown).value = reply;
      await form.submit({ preventDefault: () => undefined });
    }
    const messages = list.children.map(({ children }) => children[1]?.textContent);
    return { sent, messages, subject: subject.textContent, form, said: status.textContent };
  }
  const FOLLOWED = { data: { supportRequestByLink: request('OPEN', '<img src=x>') } };

  it('R68 shows the request of the link as text, and sends a reply', async () => {
    const answer = {
      replyBySupportLink: { supportRequest: request('OPEN', 'One', 'Two'), userErrors: [] },
    };
    const page = await opened([FOLLOWED, { data: answer }], 'Two');
    expect(page).toMatchObject({
      subject: 'SR-100001: <b>No start</b>',
      messages: ['One', 'Two'],
      said: 'Thank you. Support has your reply.',
    });
    expect(page.form.hidden).toBe(false);
    expect(page.sent.map(({ variables }) => variables)).toEqual([
      { token: 'a-b' },
      { input: { token: 'a-b', message: 'Two' } },
    ]);
    expect((await opened([FOLLOWED])).messages).toEqual(['<img src=x>']);
  });

  it.each<[string, readonly (object | null)[], RegExp]>([
    ['a dead link', [{ data: { supportRequestByLink: null } }], /does not work any more/],
    ['no answer', [null], /did not answer/],
    ['a closed request', [{ data: { supportRequestByLink: request('CLOSED', 'One') } }], /closed/],
  ])('R68 lets nobody write to %s', async (_what, answers, words) => {
    const { form, said } = await opened(answers);
    expect([form.hidden, said]).toEqual([true, expect.stringMatching(words)]);
  });

  it.each<[string, object | null, string]>([
    [
      'a refusal',
      { data: { replyBySupportLink: { supportRequest: null, userErrors: [{ message: 'No.' }] } } },
      'No.',
    ],
    ['an error', { data: null, errors: [{ message: 'Too often.' }] }, 'Too often.'],
  ])('R68 says what went wrong with a reply, and keeps it: %s', async (_what, answer, words) => {
    const { form, said } = await opened([FOLLOWED, answer], 'Mine');
    expect(said).toBe(words);
    expect((form.parts['textarea'] as Shown).value).toBe('Mine');
    expect((form.parts['button'] as Shown).disabled).toBe(false);
  });
});
