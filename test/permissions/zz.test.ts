import { TestApplication } from '../support/test-application';
import { World } from './world';
import { Passwords } from '../../src/auth/passwords';
jest.setTimeout(110000);
it('x', async () => {
  const test = await TestApplication.start();
  await test.server.listen({ port: 0, host: '127.0.0.1' });
  const w = await World.over(test);
  const say = (...x: unknown[]) => process.stdout.write(x.map((y) => typeof y === 'string' ? y : JSON.stringify(y)).join(' | ').slice(0, 700) + '\n');
  const pay = await w.sessionOf('customer:pay');
  const holder = await w.sessionOf('customer:holder');
  const acc = w.id('customer/account');
  // cost
  const big = `account(id: "${acc}") { invoices(first: 100) { nodes { summarizedInvoices(first: 100) { nodes { id number total { amount } payments { id amount { amount } } } } } } }`;
  say('big', (await test.graph(`{ ${big} }`, {}, pay)).text);
  say('neg', (await test.graph(`{ ${big} x: account(id: "${acc}") { payments(first: -1000000) { nodes { id } } } }`, {}, pay)).text);
  say('neg root', (await test.graph(`{ ${big} products(first: -1000000) { nodes { id } } }`, {}, pay)).text);
  const vq = `query ($a: Int, $b: Int) { account(id: "${acc}") { x: invoices(first: $a) { nodes { id } } invoices(first: 100) { nodes { summarizedInvoices(first: $b) { nodes { id number total { amount } payments { id amount { amount } } } } } } } }`;
  say('vars1', (await test.graph(vq, { a: 100, b: 1 }, pay)).text);
  say('vars2', (await test.graph(vq, { b: 100, a: 1 }, pay)).text);
  say('vars3', (await test.graph(vq, { a: 1, b: 100 }, pay)).text);
  const vq2 = vq.replace('query (', 'query Q (');
  say('vars4', (await test.graph(vq2, { a: 1, b: 100 }, pay)).text);
  // args
  for (const a of ['first: -1', 'first: 101', 'first: 2, last: 2', 'first: 0', 'last: 0', 'first: null', 'last: null', 'after: null', 'before: ""', 'after: ""', 'last: 1, after: "x"', 'first: 2147483648', 'first: 1e3', 'first: "5"', 'first: 1.0'])
    say(a, (await test.graph(`{ account(id: "${acc}") { invoices(${a}) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } } }`, {}, pay)).text);
  // cursors
  const c = async (list: string, a: string, token: string, account: string) => (await test.graph(`query($c:String){ account(id: "${w.id(account)}") { ${list}(${a}: $c, ${a === 'after' ? 'first' : 'last'}: 5) { nodes { id } edges { cursor } pageInfo { startCursor endCursor } } } }`, {}, token)).text;
  say(await c('invoices', 'after', pay, 'customer/account'));
  const enc = (x: unknown) => Buffer.from(JSON.stringify(x)).toString('base64url');
  const inv = w.id('customer/invoice'), other = w.id('other/invoice');
  const tries: unknown[] = [
    ['Account.invoices.NEWEST_FIRST', '2026-11-01', inv], ['Account.invoices.NEWEST_FIRST', '2026-11-01', other], ['Account.invoices.NEWEST_FIRST', 'zzz', inv], ['Account.invoices.NEWEST_FIRST', 5, inv], ['Account.invoices.NEWEST_FIRST', -1e308, inv], ['Account.invoices.NEWEST_FIRST', { instant: 1e300 }, inv], ['Account.invoices.NEWEST_FIRST', { instant: 8.64e15 }, inv], ['Account.invoices.NEWEST_FIRST', { instant: -8.64e15 }, inv], ['Account.invoices.NEWEST_FIRST', null, inv], ['Account.invoices.NEWEST_FIRST', ['a'], inv], ['Account.invoices.NEWEST_FIRST', true, inv], ['Account.invoices.NEWEST_FIRST', '2026-11-01', 5], ['Account.invoices.NEWEST_FIRST', '2026-11-01'], ['Account.invoices.NEWEST_FIRST', '2026-11-01', inv, 1], ['Account.invoices.OLDEST_FIRST', '2026-11-01', inv], {}, [], null, 5, 'x', ['Account.invoices.NEWEST_FIRST', 'x'.repeat(100000), inv], ['Account.invoices.NEWEST_FIRST', '\u0000', inv], ['Account.invoices.NEWEST_FIRST', '2026-13-45', inv],['Account.invoices.NEWEST_FIRST', "2026-11-01' OR 1=1 -- ", inv],
  ];
  for (const t of tries) say('cursor', JSON.stringify(t)?.slice(0, 90), (await test.graph(`query($c:String){ account(id: "${acc}") { invoices(after: $c) { nodes { id } } } }`, { c: enc(t) }, pay)).text);
  for (const t of [['Account.payments.NEWEST_FIRST', { instant: 1e300 }, w.id('customer/payment')], ['Account.payments.NEWEST_FIRST', { instant: 1.5 }, w.id('customer/payment')], ['Account.payments.NEWEST_FIRST', 'abc', w.id('customer/payment')], ['Account.payments.NEWEST_FIRST', 5, w.id('customer/payment')]])
    say('paycursor', JSON.stringify(t), (await test.graph(`query($c:String){ account(id: "${acc}") { payments(after: $c) { nodes { id } } } }`, { c: enc(t) }, pay)).text);
  say('own pay cursor', (await test.graph(`{ account(id: "${acc}") { payments { edges { cursor } } } }`, {}, pay)).text.replace(/cursor":"([^"]+)/, (_, x) => Buffer.from(x as string, 'base64url').toString()));
  const cust = ['Account.customers.BY_NAME', 5, 'RESOLD', w.id('customer/account')];
  const res = await w.sessionOf('reseller:res');
  for (const t of [cust, ['Account.customers.BY_NAME', 'A', 'ZZZ', w.id('customer/account')], ['Account.customers.BY_NAME', 'A', 7, w.id('other/account')], ['Account.customers.BY_NAME', '\ud800', 'RESOLD', w.id('other/account')]])
    say('custcursor', JSON.stringify(t), (await test.graph(`query($c:String){ account(id: "${w.id('reseller/account')}") { customers(after: $c) { nodes { name } } } }`, { c: enc(t) }, res)).text);
  // http
  const http = test.http();
  const q = JSON.stringify({ query: '{ viewer { staffRole } }' });
  for (const [what, r] of [
    ['GET', () => http.get('/graphql').query({ query: '{ viewer { staffRole } }' })],
    ['GET preflight', () => http.get('/graphql').set('apollo-require-preflight', 'x').query({ query: '{ viewer { staffRole } }' })],
    ['batch', () => http.post('/graphql').set('content-type', 'application/json').send(`[${q},${q}]`)],
    ['text', () => http.post('/graphql').set('content-type', 'text/plain').send(q)],
    ['form', () => http.post('/graphql').type('form').send({ query: '{ viewer { staffRole } }' })],
    ['noct', () => http.post('/graphql').set('content-type', '').send(q)],
    ['badjson', () => http.post('/graphql').set('content-type', 'application/json').send('{')],
    ['varsarray', () => http.post('/graphql').set('content-type', 'application/json').send(JSON.stringify({ query: '{ viewer { staffRole } }', variables: [1] }))],
    ['varsstring', () => http.post('/graphql').set('content-type', 'application/json').send(JSON.stringify({ query: '{ viewer { staffRole } }', variables: 'x' }))],
    ['proto', () => http.post('/graphql').set('content-type', 'application/json').send('{"query":"{ viewer { staffRole } }","variables":{"__proto__":{"a":1}}}')],
    ['opname', () => http.post('/graphql').set('content-type', 'application/json').send(JSON.stringify({ query: '{ viewer { staffRole } }', operationName: 'nope' }))],
    ['opname num', () => http.post('/graphql').set('content-type', 'application/json').send(JSON.stringify({ query: '{ viewer { staffRole } }', operationName: 5 }))],
    ['ext', () => http.post('/graphql').set('content-type', 'application/json').send(JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: 'abc' } } }))],
    ['big', () => http.post('/graphql').set('content-type', 'application/json').send(JSON.stringify({ query: '{ viewer { staffRole } }', variables: { x: 'x'.repeat(600000) } }))],
    ['method', () => http.put('/graphql').send({})],
    ['tokens', () => http.post('/graphql').set('content-type', 'application/json').send(JSON.stringify({ query: `{ ${'viewer { staffRole } '.repeat(3000)} }` }))],
    ['gzip', () => http.post('/graphql').set('content-type', 'application/json').set('content-encoding', 'gzip').send(q)],
    ['deep', () => http.post('/graphql').set('content-type', 'application/json').send(JSON.stringify({ query: `{ __schema { types ${'{ fields { type '.repeat(200)} { name } ${'} }'.repeat(200)} } }` }))],
    ['nul', () => http.post('/graphql').set('content-type', 'application/json').set('authorization', 'Bearer \u0001').send(q)],
  ] as const) {
    try { const a = await r(); say(what, a.status, a.text.slice(0, 250)); } catch (e) { say(what, String(e)); }
  }
  // nodes
  say('nodes101', (await test.graph('query($i:[ID!]!){ nodes(ids:$i){ id } }', { i: Array(101).fill(acc) }, holder)).text);
  say('nodes1000 cost', (await test.graph('query($i:[ID!]!){ nodes(ids:$i){ id } }', { i: acc }, holder)).text);
  say('int id', (await test.graph('{ node(id: 5) { id } }', {}, holder)).text);
  // sign in
  const hash = await new Passwords({ memoryKiB: 64, passes: 1 }).hash('pw');
  await test.dataSource.query('UPDATE users SET password_hash = ?', [hash]);
  const si = (e: string) => `signIn(input: { email: "${e}", password: "pw", returnToken: true }) { viewer { user { email } staffRole memberships { account { name balance { amount } contacts { totalCount } } } } }`;
  say('signin switch', (await test.graph(`mutation { ${si('none@customer.test')} }`, {}, await w.newSessionOf('other:holder'))).text);
  say('signin 2', (await test.graph(`mutation { a: ${si('holder@customer.test')} b: ${si('none@customer.test')} c: ${si('pay@customer.test')} }`, {}, null)).text);
  say('signin out', (await test.graph(`mutation { a: ${si('holder@customer.test')} signOut(input: {}) { userErrors { code } } b: ${si('none@customer.test')} }`, {}, await w.newSessionOf('other:holder'))).text);
  const t0 = Date.now();
  const many = await test.graph(`mutation { ${Array.from({ length: 350 }, (_, i) => `a${i}: signIn(input: { email: "holder@customer.test", password: "${i}" }) { token }`).join(' ')} }`);
  say('many', many.text.slice(0, 300), Date.now() - t0);
  await test.dataSource.query('UPDATE users SET must_change_password = 1');
  say('mustchange', (await test.graph(`{ viewer { memberships { account { balance { amount } contacts { totalCount } } } } }`, {}, holder)).text);
  say('mustchange signin', (await test.graph(`mutation { a: ${si('holder@customer.test')} }`)).text);
  await test.dataSource.query('UPDATE users SET must_change_password = 0');
  // searches
  const lea = await w.sessionOf('provider:lea');
  for (const s of ['%', '_', '\\', "'", '', 'KEY', 'customer', 'lessee', 'L-2', 'x'.repeat(5000), '\u0000', '\ud800', '*', '+', '"', '(a', '-', '@', '~'])
    say('lease search', s.slice(0, 10), (await test.graph(`query($s:String){ account(id: "${w.id('provider/account')}") { leases(filter: { search: $s }) { totalCount } customers(search: $s) { totalCount } } }`, { s }, lea)).text);
  await test.stop();
});
