import { Fixtures } from '../../support/fixtures';
import { ANY_COST, TestApplication } from '../../support/test-application';

describe('what the viewer may do, asked of whole pages', () => {
  let test: TestApplication;
  beforeAll(async () => {
    test = await TestApplication.start({ ...ANY_COST });
  });
  afterAll(() => test.stop());

  it('R64 two actions of each license cost one statement more, however many there are', async () => {
    const { account, holder } = await Fixtures.together(test, async (make) => {
      const user = await make.user();
      const key = await make.account(user);
      const product = await make.product();
      for (let n = 0; n < 100; n++) {
        const license = await make.license(key, product);
        if (n % 2 === 0) await make.activation(key, license);
      }
      return { account: test.app.ids.encode('Account', key), holder: user };
    });
    const token = await test.tokenFor(holder);
    for (const n of [1, 10, 100]) {
      let allowed = 0;
      const sent = await test.countStatements(async () => {
        const { data, errors } = await test.graph(
          `query ($id: ID!, $n: Int) { account(id: $id) { licenses(first: $n) { nodes {
            activate: viewerCan(action: ACTIVATE_LICENSE) { allowed }
            deactivate: viewerCan(action: DEACTIVATE_LICENSE) { allowed } } } } }`,
          { id: account, n },
          token,
        );
        expect(errors).toEqual([]);
        allowed = JSON.stringify(data).match(/"allowed":true/g)?.length ?? 0;
      });
      // All can be activated, and every other one, from the second newest on, deactivated.
      expect(allowed).toBe(n + Math.floor(n / 2));
      // The session, the account, the page, and what runs on its licenses.
      expect(sent).toHaveLength(4);
    }
  });
});
