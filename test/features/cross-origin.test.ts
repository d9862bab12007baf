import { ConfigProblem, readConfig } from '../../src/config';
import { TEST_ENVIRONMENT, TestApplication } from '../support/test-application';

const SHOP = 'https://shop.example';

describe('frontends of other origins', () => {
  let test: TestApplication;
  beforeAll(async () => {
    test = await TestApplication.start({ ALLOWED_ORIGINS: `${SHOP}, http://localhost:5173` });
  });
  afterAll(() => test.stop());

  const before = (origin: string, headers = 'content-type,authorization,idempotency-key') =>
    test.http().options('/graphql').set({
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': headers,
    });
  const ask = (origin: string) =>
    test.http().post('/graphql').set({ origin }).send({ query: '{ __typename }' });

  it.each([SHOP, 'http://localhost:5173'])('%s may ask, and reads the answer', async (origin) => {
    const { status, headers } = await before(origin);
    expect(status).toBe(204);
    expect(headers['access-control-allow-origin']).toBe(origin);
    expect(headers['access-control-allow-credentials']).toBe('true');
    for (const name of ['authorization', 'content-type', 'idempotency-key'])
      expect(headers['access-control-allow-headers']).toContain(name);
    const answer = await ask(origin);
    expect(answer.body).toEqual({
      data: { __typename: 'Query' },
      extensions: expect.any(Object) as object,
    });
    expect(answer.headers['access-control-allow-origin']).toBe(origin);
    expect(answer.headers['access-control-expose-headers']).toContain('retry-after');
    expect(answer.headers['vary']).toContain('Origin');
    expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each([
    'https://shop.example.evil.example',
    'https://evil.example',
    'http://shop.example',
    'https://shop.example:8443',
    'https://SHOP.example',
    'https://sub.shop.example',
    'null',
  ])('%s may not: a browser keeps the answer from it', async (origin) => {
    for (const { headers } of [await before(origin), await ask(origin)])
      expect(headers['access-control-allow-origin']).toBeUndefined();
  });

  it('are none where nothing is set, and one that is no origin stops the start', async () => {
    const closed = await test.another();
    const { headers } = await closed
      .http()
      .post('/graphql')
      .set({ origin: SHOP })
      .send({ query: '{ __typename }' });
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    await closed.stop();
    for (const wrong of ['*', 'shop.example', `${SHOP}/`, `${SHOP}/app`, 'https://Shop.example'])
      expect(() => readConfig({ ...TEST_ENVIRONMENT, ALLOWED_ORIGINS: wrong })).toThrow(
        ConfigProblem,
      );
  });
});
