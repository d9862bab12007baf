import type { TestApplication } from './test-application';

const BATCH = 10_000;

/** Numbers from 1 on; recursion is limited on both servers by what a session says. */
const numbers = (from: number, to: number): string => {
  const digits = ['a', 'b', 'c', 'd', 'e']
    .map(
      (
        name,
      ) => `(SELECT 0 d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4
      UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9) ${name}`,
    )
    .join(' CROSS JOIN ');
  return `(SELECT a.d + 10 * b.d + 100 * c.d + 1000 * d.d + 10000 * e.d + 1 AS n FROM ${digits}
    HAVING n BETWEEN ${from} AND ${to}) numbers`;
};

/**
 * That many leases of one provider, written by the server itself: number n is `L-3…n`, for
 * `lessee<n>@customer<n mod 1000>.example`, and runs on `node<n>.example`. One in 50 is idle, one in 3 stopped.
 */
export async function manyLeases(
  { dataSource }: Pick<TestApplication, 'dataSource'>,
  count: number,
  { provider, customer, product }: Readonly<Record<'provider' | 'customer' | 'product', number>>,
): Promise<void> {
  for (let from = 1; from <= count; from += BATCH) {
    const these = numbers(from, Math.min(count, from + BATCH - 1));
    await dataSource.query(
      `INSERT INTO licenses (account_id, customer_account_id, product_id, origin, status, key_hash, key_sealed, assigned_at, created_at)
       SELECT ?, ?, ?, 'LEASED', IF(n MOD 3 = 0, 'ENDED', 'ACTIVE'), UNHEX(SHA2(CONCAT('MANY', n), 256)), 'x', '2026-01-01', '2026-01-01' FROM ${these} ORDER BY n`,
      [provider, customer, product],
    );
    await dataSource.query(
      `INSERT INTO leases (number, account_id, license_id, customer_account_id, customer_email, status, currency,
         started_at, started_on, stopped_at, stopped_on)
       SELECT CONCAT('L-', 300000 + n), ?, l.id, ?, CONCAT('lessee', n, '@customer', n MOD 1000, '.example'),
         IF(n MOD 3 = 0, 'STOPPED', 'ACTIVE'), 'EUR', '2026-01-01' + INTERVAL n MOD 300 DAY, DATE('2026-01-01' + INTERVAL n MOD 300 DAY),
         IF(n MOD 3 = 0, '2026-11-10', NULL), IF(n MOD 3 = 0, '2026-11-10', NULL)
       FROM ${these} JOIN licenses l ON l.key_hash = UNHEX(SHA2(CONCAT('MANY', n), 256)) ORDER BY n`,
      [provider, customer],
    );
    await dataSource.query(
      `INSERT INTO activations (account_id, license_id, product_id, server_name, activated_at, last_seen_at, deactivated_at)
       SELECT e.account_id, e.license_id, ?, CONCAT('node', n, '.example'), '2026-10-28', IF(n MOD 50 = 1, '2026-10-30', '2026-11-21'),
         IF(n MOD 3 = 0, '2026-11-10', NULL)
       FROM ${these} JOIN leases e ON e.number = CONCAT('L-', 300000 + n) ORDER BY n`,
      [product],
    );
    await dataSource.query(
      `INSERT INTO lease_terms (account_id, lease_id, valid_from, product_id, monthly_price, created_at)
       SELECT e.account_id, e.id, e.started_on, ?, 2000 + n MOD 7, '2026-01-01'
       FROM ${these} JOIN leases e ON e.number = CONCAT('L-', 300000 + n) ORDER BY n`,
      [product],
    );
  }
  await dataSource.query(
    "INSERT INTO customers (account_id, customer_account_id, resold, leased, created_at) VALUES (?, ?, 0, 1, '2026-01-01')",
    [provider, customer],
  );
  for (const table of ['licenses', 'leases', 'activations', 'lease_terms'])
    await dataSource.query(`ANALYZE TABLE ${table}`);
}
