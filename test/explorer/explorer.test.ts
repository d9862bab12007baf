import { readFileSync } from 'node:fs';
import { Script } from 'node:vm';
import fastify, { type FastifyInstance } from 'fastify';
import { buildSchema, Kind, parse, validate, type OperationDefinitionNode } from 'graphql';
import { getVariableValues } from 'graphql/execution/values';
import request from 'supertest';
import { ID_WORDS } from '../../src/explorer/examples/example';
import { EXAMPLES, FIRST_TABS } from '../../src/explorer/examples/examples';
import { registerExplorer, type Demo } from '../../src/explorer/explorer';

const DEMO: Demo = {
  password: `pass"word'<&>`,
  codesOf: (email) => (email === 'holder@northwind.example' ? ['123456'] : []),
  ids: () => Promise.resolve({ ...ID_WORDS, customer: 'acc_demo' }),
  people: [
    { email: 'holder@northwind.example', who: 'holder of Northwind' },
    {
      email: `"><script>alert('e')</script>@x.example`,
      who: `<img src=x onerror="alert('w')"> & co`,
    },
  ],
};

const open: FastifyInstance[] = [];

async function serve(demo: Demo | null): Promise<FastifyInstance['server']> {
  const app = fastify();
  registerExplorer(app, { demo });
  await app.ready();
  open.push(app);
  return app.server;
}

afterAll(async () => {
  await Promise.all(open.map((app) => app.close()));
});

/** Every address of which the page loads something. */
function addressesIn(page: string): string[] {
  return [
    ...page.matchAll(/(?:\bsrc|<link[^>]* href|data-icon|data-[a-z]+-worker)="([^"]*)"/g),
  ].map(([, address]) => address ?? '');
}

function addressEndingIn(page: string, end: string): string {
  const found = addressesIn(page).find((address) => address.endsWith(end));
  if (found === undefined) throw new Error(`The page names nothing that ends in ${end}.`);
  return found;
}

/** Reads a body as text whatever its type: superagent leaves some as buffers. */
function textOf(response: request.Response): string {
  return Buffer.isBuffer(response.body) ? response.body.toString('utf8') : response.text;
}

/** Addresses on other hosts; the namespaces of SVG and the like are names and are never fetched. */
function outsideAddressesIn(text: string): string[] {
  return [...text.matchAll(/(?:https?:)?\/\/[\w.-]+\.[a-z]{2,}[^\s"')]*/gi)]
    .map(([address]) => address)
    .filter((address) => !address.startsWith('http://www.w3.org/'));
}

describe('the page', () => {
  test('is HTML under a policy that trusts our own origin alone', async () => {
    const response = await request(await serve(DEMO)).get('/');
    expect(response.status).toBe(200);
    expect(response.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(response.headers['x-content-type-options']).toBe('nosniff');
    expect(response.headers['referrer-policy']).toBe('no-referrer');
    const policy = new Map(
      String(response.headers['content-security-policy'])
        .split('; ')
        .map((directive) => {
          const [name = '', ...sources] = directive.split(' ');
          return [name, sources.join(' ')] as const;
        }),
    );
    expect(policy.get('default-src')).toBe("'none'");
    expect(policy.get('script-src')).toBe("'self'");
    expect(policy.get('worker-src')).toBe("'self'");
    expect(policy.get('connect-src')).toBe("'self'");
    expect(policy.get('base-uri')).toBe("'none'");
    expect(policy.get('form-action')).toBe("'none'");
    expect(policy.get('frame-ancestors')).toBe("'none'");
    const sources = new Set([...policy.values()].flatMap((value) => value.split(' ')));
    expect([...sources].sort()).toEqual(["'none'", "'self'", "'unsafe-inline'", 'data:']);
    expect([...policy].filter(([, value]) => value.includes('unsafe'))).toEqual([
      ['style-src', "'self' 'unsafe-inline'"],
    ]);
  });

  test('holds no inline script, no handler attribute and no inline style', async () => {
    const { text } = await request(await serve(null)).get('/');
    for (const [, attributes = '', body] of text.matchAll(/<script([^>]*)>([^]*?)<\/script>/g)) {
      expect(attributes).toContain('src="/explorer/');
      expect(body).toBe('');
    }
    expect(text).not.toMatch(/<style|\sstyle=|\son\w+=/);
  });

  test('loads nothing from elsewhere, and neither do our script, our style and the icon', async () => {
    const server = await serve(DEMO);
    const { text } = await request(server).get('/');
    const addresses = addressesIn(text);
    expect(addresses.length).toBeGreaterThanOrEqual(8);
    for (const address of addresses) expect(address).toMatch(/^\/explorer\/[\w./-]+$/);
    expect(outsideAddressesIn(text)).toEqual([]);
    const ours = [...new Set(addresses)].filter((address) => !address.includes('/graphiql-'));
    expect(ours).toHaveLength(3);
    for (const address of ours) {
      expect(outsideAddressesIn(textOf(await request(server).get(address)))).toEqual([]);
    }
  });

  test("GraphiQL's own style takes its fonts and images from inside itself", async () => {
    const server = await serve(null);
    const { text: page } = await request(server).get('/');
    const { text: style } = await request(server).get(addressEndingIn(page, '/graphiql.css'));
    const urls = [...style.matchAll(/url\(\s*["']?([^)"']{0,12})/g)].map(([, start]) => start);
    expect(urls.length).toBeGreaterThan(0);
    expect(urls.filter((start) => !start?.startsWith('data:') && !start?.startsWith('#'))).toEqual(
      [],
    );
    expect(style).not.toMatch(/@import/);
  });

  test('is served at / alone', async () => {
    const server = await serve(DEMO);
    await request(server).get('/index.html').expect(404);
    await request(server).get('/explorer').expect(404);
    await request(server).post('/').expect(404);
  });
});

describe('the assets', () => {
  test('each is served with its type, for a year, under a path that changes with it', async () => {
    const server = await serve(null);
    const { text } = await request(server).get('/');
    const types: Record<string, RegExp> = {
      js: /^text\/javascript; charset=utf-8$/,
      css: /^text\/css; charset=utf-8$/,
      svg: /^image\/svg\+xml; charset=utf-8$/,
    };
    const addresses = [...new Set(addressesIn(text))];
    expect(addresses).toHaveLength(8);
    for (const address of addresses) {
      expect(address).toMatch(/\/graphiql-\d+\.\d+\.\d+\/|-[0-9a-f]{16}\.\w+$/);
      const response = await request(server).get(address);
      expect(response.status).toBe(200);
      expect(response.headers['content-type']).toMatch(
        types[address.split('.').pop() ?? ''] ?? /^$/,
      );
      expect(response.headers['cache-control']).toBe('public, max-age=31536000, immutable');
      expect(response.headers['x-content-type-options']).toBe('nosniff');
      expect(response.headers['content-encoding']).toBe('gzip');
      expect(response.headers['vary']).toBe('accept-encoding');
      expect(response.headers['content-security-policy']).toMatch(/^default-src 'none'/);
      expect(textOf(response).length).toBeGreaterThan(100);
    }
  });

  test('a client that takes no gzip gets the same, unpacked', async () => {
    const server = await serve(null);
    const { text: page } = await request(server).get('/');
    const address = addressEndingIn(page, '/json.worker.js');
    const packed = await request(server).get(address).set('accept-encoding', 'gzip');
    for (const refusal of ['identity', 'gzip;q=0', 'br']) {
      const plain = await request(server).get(address).set('accept-encoding', refusal);
      expect(plain.headers['content-encoding']).toBeUndefined();
      expect(textOf(plain)).toBe(textOf(packed));
    }
  });

  test('GraphiQL, its workers and our script are scripts that parse', async () => {
    const server = await serve(null);
    const { text: page } = await request(server).get('/');
    const scripts = [...new Set(addressesIn(page))].filter((address) => address.endsWith('.js'));
    expect(scripts).toHaveLength(5);
    for (const address of scripts) {
      const { text } = await request(server).get(address);
      expect(() => new Script(text)).not.toThrow();
      if (address.endsWith('/graphiql.js')) expect(text).toContain('renderYogaGraphiQL');
    }
  });

  test('an asset that is not on the list is not found, whatever path leads there', async () => {
    const server = await serve(DEMO);
    const { text: page } = await request(server).get('/');
    const graphiql = addressEndingIn(page, '/graphiql.js');
    for (const address of [
      '/explorer/',
      '/explorer/nothing.js',
      graphiql.replace('graphiql.js', 'package.json'),
      graphiql.replace(/graphiql-[\d.]+/, 'graphiql-0.0.0'),
      graphiql.replace('graphiql.js', '..%2f..%2fpackage.json'),
      '/explorer/..%2f..%2f..%2fpackage.json',
      '/explorer/%2e%2e/%2e%2e/package.json',
    ]) {
      await request(server).get(address).expect(404);
    }
  });
});

describe('the demo', () => {
  test('its people are buttons, escaped', async () => {
    const { text } = await request(await serve(DEMO)).get('/');
    expect(text).toContain('data-email="holder@northwind.example"');
    expect(text).toContain('data-password="pass&quot;word&#39;&lt;&amp;&gt;"');
    expect(text).toContain('&lt;script&gt;alert(&#39;e&#39;)&lt;/script&gt;@x.example');
    expect(text).toContain('&lt;img src=x onerror=&quot;alert(&#39;w&#39;)&quot;&gt; &amp; co');
    expect(text).not.toContain('<script>alert');
    expect(text).not.toContain('<img');
    expect(text.match(/<button type="button" class="person"/g)).toHaveLength(2);
  });

  test('outside demo mode there is the form, and no person', async () => {
    const { text } = await request(await serve(null)).get('/');
    expect(text).not.toContain('class="person"');
    expect(text).not.toContain('data-password');
    expect(text).toContain('name="email"');
    expect(text).toContain('type="password"');
  });
});

describe('the examples', () => {
  const all = EXAMPLES.flatMap(({ examples }) => examples);
  const schema = buildSchema(readFileSync('schema/schema.graphql', 'utf8'));

  test.each(all.map((one) => [one.name, one] as const))(
    '%s is one operation of that name, valid, and its variables fit',
    (name, example) => {
      const document = parse(example.query);
      expect(document.definitions).toMatchObject([
        { kind: Kind.OPERATION_DEFINITION, name: { value: name } },
      ]);
      expect(validate(schema, document)).toEqual([]);
      const [operation] = document.definitions as [OperationDefinitionNode];
      const variables = example.variables?.(ID_WORDS) ?? {};
      const declared = operation.variableDefinitions ?? [];
      expect(Object.keys(variables).sort()).toEqual(
        declared.map(({ variable }) => variable.name.value).sort(),
      );
      expect(getVariableValues(schema, declared, variables as Record<string, unknown>)) //
        .not.toHaveProperty('errors');
    },
  );

  test('there are some for each kind of client, with mutations and their variables among them', () => {
    expect(EXAMPLES.map(({ client }) => client)).toEqual([
      'Web and mobile frontends',
      "Partners' back ends",
      'Internal dashboards',
    ]);
    for (const { examples } of EXAMPLES) {
      const mutations = examples.filter(({ query }) => /^mutation/m.test(query));
      expect(mutations.length).toBeGreaterThan(1);
      for (const { variables } of mutations) expect(variables).toBeDefined();
    }
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  });

  test('those that a first visit opens need nothing filled in', () => {
    const first = all.filter(({ name }) => FIRST_TABS.includes(name));
    expect(first.map(({ name }) => name)).toEqual(FIRST_TABS);
    for (const { variables } of first) expect(variables).toBeUndefined();
  });

  test('each is a link of the page, in the demo with the person whom it is for', async () => {
    const [demo, other] = [
      await request(await serve(DEMO)).get('/'),
      await request(await serve(null)).get('/'),
    ];
    for (const { name, as } of all) {
      expect(demo.text).toContain(`href="/?example=${name}"`);
      expect(demo.text).toContain(`as ${as}`);
      expect(other.text).toContain(`href="/?example=${name}"`);
    }
    expect(other.text).not.toContain('@northwind.example');
  });

  test('variables name what is there, or say what belongs there', async () => {
    const [demo, other] = [await serve(DEMO), await serve(null)];
    const variables = async (server: FastifyInstance['server'], name: string) => {
      const answer = await request(server).get(`/explorer/variables?example=${name}`).expect(200);
      return (answer.body as { variables: string }).variables;
    };
    expect(JSON.parse(await variables(demo, 'AddToCart'))).toMatchObject({
      input: { accountId: 'acc_demo' },
    });
    expect(JSON.parse(await variables(other, 'AddToCart'))).toMatchObject({
      input: { accountId: ID_WORDS.customer },
    });
    expect(await variables(demo, 'Viewer')).toBe('');
    for (const none of ['', '?example=', '?example=Nothing', '?example=__proto__'])
      await request(demo).get(`/explorer/variables${none}`).expect(404);
  });
});
