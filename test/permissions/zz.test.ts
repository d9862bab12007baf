import { TestApplication } from '../support/test-application';
import { World } from './world';
it('x', async () => {
  const test = await TestApplication.start();
  await test.server.listen({ port: 0, host: '127.0.0.1' });
  const t0 = Date.now();
  const w = await World.over(test);
  const out: unknown[] = [Date.now() - t0];
  const tok = await w.sessionOf('reseller:holder');
  for (const q of [`{ node(id:"${w.id('reseller/stock')}") { ... on License { lease { id } } } }`,`{ node(id:"${w.id('reseller-to-customer/resold')}") { ... on License { customer { leases { totalCount } } } } }`]) out.push((await test.graph(q, {}, tok)).text);
  const t = await w.sessionOf('customer:act');
  out.push((await test.graph(`{ node(id:"${w.id('reseller-to-customer/resold')}") { ... on License { owner { id } lease { id } } } }`, {}, t)).text);
  out.push((await test.graph(`{ account(id:"${w.id('both/account')}") { a: customers(relation: RESOLD) { totalCount } b: customers(relation: LEASED) { totalCount } } }`, {}, await w.sessionOf('both:none'))).text);
  for (const [n, q] of [['viewer','{viewer{user{id}}}'],['node',`{ node(id:"${w.id('customer/license')}") { ... on License { key } } }`]] as const) {
    const a = Date.now();
    for (let i = 0; i < 300; i++) await test.graph(q, {}, t);
    const b = Date.now(); const {port} = test.server.server.address() as {port:number}; process.stdout.write(String((await fetch('http://127.0.0.1:'+port+'/graphql',{method:'POST',headers:{authorization:`Bearer ${t}`,'content-type':'application/json'},body:JSON.stringify({query:q})})).status));
    for (let i = 0; i < 300; i++) await (await fetch('http://127.0.0.1:'+port+'/graphql',{method:'POST',headers:{authorization:`Bearer ${t}`,'content-type':'application/json'},body:JSON.stringify({query:q})})).text();
    out.push([n, (b-a)/300, (Date.now()-b)/300]);
  }
  process.stdout.write(JSON.stringify(out, null, 1));
  await test.stop();
});
