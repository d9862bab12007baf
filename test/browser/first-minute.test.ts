import type { Browser, BrowserContext, Page, Response } from 'playwright-core';
import type { Example } from '../../src/explorer/examples/example';
import { EXAMPLES, FIRST_TABS } from '../../src/explorer/examples/examples';
import { inBrowser, launchBrowser } from '../support/browser';
import { DemoProcess } from '../support/demo-process';

/** A machine that does other things as well takes its time; nothing here waits for the clock. */
const PATIENCE = 120_000;
jest.setTimeout(PATIENCE);

/** In the browser: what of the bar does not fit, of itself or of the page. */
const CUT_OFF = `(() => {
  const found = document.documentElement.scrollWidth > innerWidth ? ['the page'] : [];
  for (const one of document.querySelectorAll('.session *')) {
    const { width, left, right } = one.getBoundingClientRect();
    const isBlock = getComputedStyle(one).display !== 'inline';
    if (width > 0 && (left < 0 || right > innerWidth || (isBlock && one.scrollWidth > one.clientWidth + 1)))
      found.push(one.outerHTML.slice(0, 120));
  }
  return found;
})()`;

interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly unknown[];
}

let demo: DemoProcess;
beforeAll(async () => {
  demo = await DemoProcess.start();
}, PATIENCE);
afterAll(() => demo.stop());

describe('the first minute in a browser', () => {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  /** What a stranger would see in the console. */
  const complaints: string[] = [];

  const newContext = async (width = 1280, height = 800): Promise<BrowserContext> => {
    const made = await browser.newContext({ viewport: { width, height }, acceptDownloads: true });
    made.setDefaultTimeout(PATIENCE);
    return made;
  };
  /** The answer to the operation of a name, which something is about to ask for. */
  const answerOf = async (on: Page, operation: string): Promise<Answer> => {
    const response = await on.waitForResponse(
      (one) => one.request().postData()?.includes(operation) === true,
    );
    return (await response.json()) as Answer;
  };
  const run = async (on: Page, operation: string): Promise<Answer> => {
    const [answer] = await Promise.all([
      answerOf(on, operation),
      on.locator('.graphiql-execute-button').click(),
    ]);
    return answer;
  };
  const signedIn = (on: Page) => on.locator('#sign-out').waitFor();
  const person = (on: Page, email: string) => on.locator(`[data-email="${email}"]`);

  beforeAll(async () => {
    if (!process.env['KEYHOLD_BROWSER']) return;
    browser = await launchBrowser();
    context = await newContext();
    page = await context.newPage();
    page.on('console', (line) => {
      if (line.type() === 'error' || line.type() === 'warning') complaints.push(line.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('requestfailed', (request) => complaints.push(request.url()));
  }, PATIENCE);
  afterAll(() => browser?.close());
  afterEach(() => expect(complaints).toEqual([]));

  inBrowser(
    'opens at localhost, whatever was typed, and reads the schema without an error',
    async () => {
      const typed = demo.address.replace('localhost', '127.0.0.1');
      expect(typed).not.toBe(demo.address);
      const [schema] = await Promise.all([
        answerOf(page, 'IntrospectionQuery'),
        page.goto(`${typed}/`),
      ]);
      expect(schema.errors).toBeUndefined();
      expect(page.url()).toBe(`${demo.address}/`);
      await page.locator('.graphiql-query-editor .view-line').first().waitFor();
      expect(await page.locator('.graphiql-tab-button').allTextContents()).toEqual(FIRST_TABS);
    },
  );

  inBrowser('shows the documentation', async () => {
    await page.getByLabel('Show Documentation Explorer').click();
    const docs = page.locator('.graphiql-doc-explorer');
    await docs.getByRole('link', { name: 'Mutation', exact: true }).first().click();
    await docs.getByText('addToCart').first().waitFor();
    await page.getByLabel('Hide Documentation Explorer').click();
  });

  inBrowser('one click signs in, and leaves one line', async () => {
    await person(page, 'holder@northwind.example').click();
    await signedIn(page);
    expect(await page.locator('#session-status').textContent()).toBe(
      'Signed in as Hanna Brandt (holder@northwind.example)',
    );
    await page.locator('#session-panel').waitFor({ state: 'hidden' });
    expect((await page.locator('.session').boundingBox())?.height).toBeLessThan(45);
  });

  inBrowser(
    'the first example runs, and an invoice opens from the answer to the third',
    async () => {
      expect(JSON.stringify(await run(page, 'query Viewer'))).toContain('holder@northwind.example');
      await page.locator('.result-window').getByText('Hanna').waitFor();
      await page.getByRole('tab', { name: 'Invoices' }).click();
      const [url] = pdfsIn(await run(page, 'query Invoices'));
      expect(url).toMatch(new RegExp(`^${demo.address}/invoices/inv_[^/]+\\.pdf\\?link=[^/]+$`));
      await assertPdf(await context.newPage(), (tab) => tab.goto(url ?? '').catch(() => null));
    },
  );

  inBrowser(
    'a link to a file asks who is not signed in to sign in, and then the file comes',
    async () => {
      const [link = ''] = pdfsIn(await run(page, 'query Invoices'));
      const others = await newContext();
      // As it is, the link opens for ten minutes without a session; without its signature it asks for one.
      await assertPdf(await others.newPage(), (tab) => tab.goto(link).catch(() => null));
      const [url = ''] = link.split('?');
      const tab = await others.newPage();
      await tab.goto(url);
      await tab.getByLabel('E-mail').fill('holder@northwind.example');
      await tab.getByLabel('Password').fill('not the password');
      await tab.getByRole('button', { name: 'Sign in', exact: true }).click();
      await tab.locator('[role=status].problem').waitFor();
      await tab.getByLabel('Password').fill('keyhold-demo');
      await assertPdf(tab, () =>
        tab.getByRole('button', { name: 'Sign in', exact: true }).click({ noWaitAfter: true }),
      );
      await others.clearCookies();

      const { accountId } = (await variablesOf('Stock')) as { accountId: string };
      const list = await others.newPage();
      await list.goto(`${demo.address}/accounts/${accountId}/customers.csv`);
      const [download] = await Promise.all([
        list.waitForEvent('download'),
        person(list, 'holder@contoso.example').click(),
      ]);
      expect(download.suggestedFilename()).toMatch(/^AC-\d+-customers\.csv$/);
      await others.close();
    },
  );

  inBrowser(
    'an example opens with its variables, on a phone too: nothing is cut off, one line once signed in',
    async () => {
      const phone = await newContext(390, 844);
      const tab = await phone.newPage();
      await tab.goto(`${demo.address}/?example=AddToCart`);
      await tab.locator('.graphiql-tab').first().waitFor();
      expect(await tab.evaluate(CUT_OFF)).toEqual([]);
      await tab.getByRole('button', { name: 'Examples' }).click();
      await tab.getByRole('link', { name: 'AddToCart' }).waitFor();
      expect(await tab.evaluate(CUT_OFF)).toEqual([]);
      await tab.locator('#example-hint button').click();
      await signedIn(tab);
      expect((await tab.locator('.session').boundingBox())?.height).toBeLessThan(45);
      expect(await tab.evaluate(CUT_OFF)).toEqual([]);
      await tab.locator('.graphiql-editor-tool .view-line').first().waitFor();
      const { data, errors } = await run(tab, 'mutation AddToCart');
      expect([errors, problemsIn(data)]).toEqual([undefined, []]);
      await phone.close();
    },
  );

  /** The addresses of PDFs that an answer names. */
  const pdfsIn = (answer: Answer): string[] =>
    [...JSON.stringify(answer).matchAll(/"pdfUrl":"([^"]+)"/g)].map(([, url]) => url ?? '');

  /** A browser without a viewer saves a PDF: what came is told by the answer. */
  async function assertPdf(tab: Page, open: (tab: Page) => Promise<unknown>): Promise<void> {
    const isFile = (one: Response) =>
      new URL(one.url()).pathname.endsWith('.pdf') && one.status() === 200;
    const [response] = await Promise.all([tab.waitForResponse(isFile), open(tab)]);
    expect(response.headers()).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': expect.stringMatching(/^inline; filename="INV-/) as string,
    });
    const again = await tab.context().request.get(response.url());
    expect((await again.body()).subarray(0, 5).toString()).toBe('%PDF-');
  }
});

describe('the examples, on the data of the demo', () => {
  const all = EXAMPLES.flatMap(({ examples }) => examples);
  const tokens = new Map<string, string>();

  async function post(body: object, token?: string): Promise<Answer> {
    const response = await fetch(`${demo.address}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    });
    return (await response.json()) as Answer;
  }

  /** A session, signed in as the explorer does: with a code where one is asked for. */
  async function sessionOf(email: string): Promise<string> {
    const known = tokens.get(email);
    if (known !== undefined) return known;
    const response = await fetch(`${demo.address}/explorer/codes?email=${email}`);
    const { codes } = (await response.json()) as { codes: string[] };
    for (const code of [...codes, null]) {
      const { data } = await post({
        query:
          'mutation ($input: SignInInput!) { signIn(input: $input) { token userErrors { code } } }',
        variables: { input: { email, password: 'keyhold-demo', code, returnToken: true } },
      });
      const { token } = (data as { signIn: { token: string | null } }).signIn;
      if (token === null) continue;
      tokens.set(email, token);
      return token;
    }
    throw new Error(`${email} cannot sign in`);
  }

  /** Runs an example as the explorer would open it, and expects that something came of it. */
  async function runs(example: Example, token: string, variables?: object): Promise<Answer> {
    const answer = await post(
      {
        query: example.query,
        operationName: example.name,
        variables: variables ?? (await variablesOf(example.name)),
      },
      token,
    );
    expect([example.name, answer.errors, problemsIn(answer.data)]).toEqual([
      example.name,
      undefined,
      [],
    ]);
    expect(Object.values(answer.data ?? { nothing: null })).not.toContain(null);
    if (example.name !== 'UndeliveredMails') expect(JSON.stringify(answer)).not.toMatch(EMPTY);
    return answer;
  }

  it.each(all.map((one) => [one.name, one.as, one] as const))(
    '%s runs for %s, and once more',
    async (_name, as, example) => {
      await runs(example, await sessionOf(as));
      await runs(example, await sessionOf(as));
    },
  );

  it('R59 those of partners run with a token of the one scope that CreateApiToken gives', async () => {
    const [, partners] = EXAMPLES;
    const [create, ...others] = partners?.examples ?? [];
    for (const [as, permission] of [
      ['holder@contoso.example', 'RESELLER'],
      ['holder@fabrikam.example', 'LEASE_PROVIDER'],
    ] as const) {
      const theirs = others.filter((one) => one.as === as);
      expect(theirs.length).toBeGreaterThan(1);
      const { input } = (await variablesOf('CreateApiToken')) as { input: object };
      const { accountId } = (await variablesOf(as.includes('contoso') ? 'Stock' : 'Leases')) as {
        accountId: string;
      };
      const scopes = [{ permission, access: 'WRITE' }];
      const { data } = await runs(create as Example, await sessionOf(as), {
        input: { ...input, accountId, scopes },
      });
      const { token } = (data as { createApiToken: { token: string } }).createApiToken;
      for (const example of theirs) await runs(example, token);
    }
  });
});

/** Lists and effects that hold nothing: the example would show nothing. */
const EMPTY = /"(nodes|effects|memberships|lines|results)":\[\]/;

/** The user errors of an answer, wherever they stand. */
function problemsIn(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) =>
    name === 'userErrors' ? (part as unknown[]) : problemsIn(part),
  );
}

/** What the explorer fills in for an example. */
async function variablesOf(name: string): Promise<unknown> {
  const response = await fetch(`${demo.address}/explorer/variables?example=${name}`);
  const { variables } = (await response.json()) as { variables: string };
  return variables === '' ? {} : JSON.parse(variables);
}
