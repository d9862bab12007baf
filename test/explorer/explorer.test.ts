import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Script } from 'node:vm';
import fastify, { type FastifyInstance } from 'fastify';
import { buildSchema, Kind, OperationTypeNode, parse, validate } from 'graphql';
import request from 'supertest';
import { EXAMPLES } from '../../src/explorer/examples';
import { registerExplorer, type Demo } from '../../src/explorer/explorer';

const DEMO: Demo = {
  password: `pass"word'<&>`,
  codesOf: (email) => (email === 'holder@northwind.example' ? ['123456'] : []),
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

/** Every address that the page's markup names. */
function addressesIn(page: string): string[] {
  return [...page.matchAll(/\b(?:src|href|data-icon|data-[a-z]+-worker)="([^"]*)"/g)].map(
    ([, address]) => address ?? '',
  );
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
  const operations = EXAMPLES.map((example) => {
    const { definitions } = parse(example);
    const [first] = definitions;
    if (definitions.length !== 1 || first?.kind !== Kind.OPERATION_DEFINITION) {
      throw new Error(`An example is one operation: ${example}`);
    }
    return first;
  });

  test('each is one named query, by no id and with no variables', () => {
    expect(operations.map(({ name }) => name?.value)).toEqual([
      'Viewer',
      'Licenses',
      'Invoices',
      'Leases',
      'Products',
      'StaffAccounts',
    ]);
    for (const { operation, variableDefinitions } of operations) {
      expect(operation).toBe(OperationTypeNode.QUERY);
      expect(variableDefinitions ?? []).toEqual([]);
    }
  });

  const emitted = resolve(__dirname, '../../schema/schema.graphql');
  const whenEmitted = existsSync(emitted) ? test : test.skip;
  whenEmitted('each is valid against the emitted schema', () => {
    const schema = buildSchema(readFileSync(emitted, 'utf8'), { assumeValidSDL: true });
    for (const example of EXAMPLES) expect(validate(schema, parse(example))).toEqual([]);
  });
});
