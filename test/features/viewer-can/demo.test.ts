import { Sealer } from '../../../src/database/sealing';
import { DEMO_SIGN_INS } from '../../../src/dev/demo/demo-sign-ins';
import { fillDemoData } from '../../../src/dev/demo/fill-demo-data';
import { GUEST_TOKEN } from '../../permissions/world';
import { Fixtures } from '../../support/fixtures';
import { TestApplication } from '../../support/test-application';
import { NAMED } from './actions.table';
import { Walk } from './walk';
import { taxRules } from '../../support/tax-rules';

describe('what people of the demo may do', () => {
  let test: TestApplication;
  const ids = async (type: string, statement: string): Promise<string[]> => {
    const rows: { id: number }[] = await test.dataSource.query(statement);
    return rows.map(({ id }) => test.app.ids.encode(type, Number(id)));
  };

  beforeAll(async () => {
    test = await TestApplication.start({ QUERY_COST_LIMIT: '10000000' });
    await test.server.listen({ port: 0, host: '127.0.0.1' });
    await fillDemoData(test.dataSource, {
      today: '2026-11-21',
      timeZone: 'Europe/Berlin',
      sealer: new Sealer(1, test.config.sealKey),
      taxRules: taxRules({ DE: 1900 }),
      seller: { name: 'Keyhold', address: '1 Vendor Road', country: 'DE', vatNumber: null },
    });
    await new Fixtures(test).guestCart(GUEST_TOKEN);
    const [leased] = await ids(
      'Product',
      "SELECT MIN(product_id) AS id FROM prices WHERE kind = 'LEASE'",
    );
    NAMED.set('PRODUCT', leased ?? '');
  }, 120_000);
  afterAll(() => test.stop());

  it('R64 each sign-in is told what the mutation then says', async () => {
    const emails = DEMO_SIGN_INS.map(({ email }) => `'${email}'`).join(', ');
    const theirs = `(SELECT m.account_id FROM memberships m JOIN users u ON u.id = m.user_id WHERE u.email IN (${emails}))`;
    const nodes = [
      ...(await ids('Account', `SELECT id FROM accounts WHERE id IN ${theirs}`)),
      ...(await ids('Membership', `SELECT id FROM memberships WHERE account_id IN ${theirs}`)),
      ...(await ids(
        'Contact',
        `SELECT MIN(id) AS id FROM contacts WHERE account_id IN ${theirs} GROUP BY account_id`,
      )),
      ...(await ids(
        'License',
        `SELECT MIN(id) AS id FROM licenses WHERE account_id IN ${theirs} OR customer_account_id IN ${theirs}
         GROUP BY account_id, origin, status`,
      )),
      ...(await ids(
        'License',
        `SELECT MAX(license_id) AS id FROM activations WHERE account_id IN ${theirs}
           AND deactivated_at IS NULL AND ends_at IS NOT NULL GROUP BY account_id`,
      )),
    ];
    const walk = await Walk.over(test);
    const [before] = await checksums();
    for (const { email } of DEMO_SIGN_INS) {
      const [user]: { id: number }[] = await test.dataSource.query(
        'SELECT id FROM users WHERE email = ?',
        [email],
      );
      expect([email, await walk.as(await test.tokenFor(Number(user?.id)), nodes)]).toEqual([
        email,
        [],
      ]);
    }
    expect(walk.said.get('ACTIVATE_LICENSE allowed')).toBeGreaterThan(3);
    expect(walk.said.get('ACTIVATE_LICENSE FORBIDDEN')).toBeGreaterThan(3);
    expect(walk.said.get('DEACTIVATE_LICENSE allowed')).toBeGreaterThan(3);
    expect(walk.said.get('UPDATE_ACCOUNT allowed')).toBeGreaterThan(2);
    expect(walk.said.get('LEAVE_ACCOUNT allowed')).toBeGreaterThan(0);
    expect(await checksums()).toEqual([before]);
  }, 60_000);

  /** Of the tables that the mutations write. */
  async function checksums(): Promise<unknown[]> {
    const rows: { Checksum: unknown }[] = await test.dataSource.query(
      'CHECKSUM TABLE accounts, memberships, users, contacts, licenses, activations, audit_events',
    );
    return [rows.map(({ Checksum }) => String(Checksum)).join()];
  }
});
