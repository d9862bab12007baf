import type { DataSource } from 'typeorm';

/** Lease providers in the benchmark of the run. */
export const PROVIDERS = 2_000;

/** `SELECT n`, from one number to another. */
function numbers(from: number, to: number): string {
  const digit = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((d) => `SELECT ${d} AS d`).join(' UNION ALL ');
  const digits = ['a', 'b', 'c', 'd', 'e'].map((name) => `(${digit}) ${name}`).join(' CROSS JOIN ');
  return `(SELECT a.d + 10 * b.d + 100 * c.d + 1000 * d.d + 10000 * e.d + 1 AS n FROM ${digits}
    HAVING n BETWEEN ${from} AND ${to}) numbers`;
}

/** Providers with one holder each, who is told of invoices, and a product. */
export async function fillProviders({ manager }: DataSource): Promise<void> {
  const all = numbers(1, PROVIDERS);
  for (const statement of [
    `INSERT INTO users (id, email, full_name, must_change_password, password_by_holder, created_at)
     SELECT n, CONCAT('holder', n, '@bench.example'), CONCAT('Holder ', n), 0, 0, '2026-01-01' FROM ${all}`,
    `INSERT INTO accounts (id, number, name, email, address, country, currency, holder_user_id, mailing_preference,
       reseller, lease_provider, discount_basis_points, created_at)
     SELECT n, CONCAT('AC-', 10000 + n), CONCAT('Provider ', n), CONCAT('billing', n, '@bench.example'),
       '1 Main Street\nTown', 'DE', 'EUR', n, 'ALL', 0, 1, 0, '2026-01-01' FROM ${all}`,
    `INSERT INTO memberships (account_id, user_id, status, may_activate_licenses, may_make_purchases, may_pay_invoices,
       may_resell, may_provide_leases, alert_invoice_created, alert_summary_invoice_created, alert_lease_assigned,
       alert_resold_license_assigned, marketing_mail, created_at)
     SELECT n, n, 'ACTIVE', 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, '2026-01-01' FROM ${all}`,
    `INSERT INTO products (id, family, edition, level, name)
     VALUES (1, 'SMARTERMAIL', 'ENTERPRISE', 250, 'SmarterMail Enterprise 250')`,
  ])
    await manager.query(statement);
}

/** Leases number `from` to `to`, one provider after the other, all running since January. */
export async function fillLeases({ manager }: DataSource, from: number, to: number): Promise<void> {
  const these = numbers(from, to);
  const account = `1 + n MOD ${PROVIDERS}`;
  for (const statement of [
    `INSERT INTO licenses (id, account_id, customer_account_id, product_id, origin, status, key_hash, key_sealed,
       assigned_at, created_at)
     SELECT n, ${account}, ${account}, 1, 'LEASED', 'ACTIVE', UNHEX(SHA2(CONCAT('BENCH', n), 256)), 'x', '2026-01-01',
       '2026-01-01' FROM ${these}`,
    `INSERT INTO leases (id, number, account_id, license_id, customer_account_id, customer_email, status, currency,
       started_at, started_on)
     SELECT n, CONCAT('L-', 100000 + n), ${account}, n, ${account}, CONCAT('lessee', n, '@bench.example'), 'ACTIVE',
       'EUR', '2026-01-05', '2026-01-05' FROM ${these}`,
    `INSERT INTO lease_terms (account_id, lease_id, valid_from, product_id, monthly_price, created_at)
     SELECT ${account}, n, '2026-01-05', 1, 2000 + n MOD 7, '2026-01-05' FROM ${these}`,
  ])
    await manager.query(statement);
  for (const table of ['accounts', 'memberships', 'licenses', 'leases', 'lease_terms'])
    await manager.query(`ANALYZE TABLE ${table}`);
}

/**
 * Writes the lease invoices of a month as statements alone can, in one transaction: an invoice with two entries in
 * the ledger for each provider, a line for each lease, with the words and amounts of the run. Nothing is locked, no
 * number drawn, nobody told, and no history written.
 */
export async function billBySelect(dataSource: DataSource, month: string, on: string) {
  const words = `CONCAT('Lease ', e.number, ': ', p.name, ' for ', e.customer_email)`;
  const days = `DAY(LAST_DAY('${month}-01'))`;
  await dataSource.transaction('READ COMMITTED', async (manager) => {
    await manager.query(
      `INSERT INTO invoices (number, account_id, kind, status, period, issued_on, due_on, currency, subtotal,
         tax_rate_basis_points, tax, total, paid, credited, awaits_summary, billed_name, billed_address,
         billed_country, created_at)
       SELECT CONCAT('B-', REPLACE('${month}', '-', ''), '-', a.id), a.id, 'LEASE', 'OPEN', '${month}', '${on}',
         '${on}' + INTERVAL 7 DAY, 'EUR', SUM(t.monthly_price), 0, 0, SUM(t.monthly_price), 0, 0, 0, a.name,
         a.address, a.country, '${on}'
       FROM accounts a JOIN leases e ON e.account_id = a.id
         JOIN lease_terms t ON t.account_id = e.account_id AND t.lease_id = e.id GROUP BY a.id`,
    );
    await manager.query(
      `INSERT INTO invoice_lines (account_id, invoice_id, position, description, explanation, quantity, amount,
         license_id, lease_id, period)
       SELECT e.account_id, i.id, ROW_NUMBER() OVER (PARTITION BY e.account_id ORDER BY e.id), ${words},
         CONCAT(${days}, ' of ', ${days}, ' days at ', FORMAT(t.monthly_price / 100, 2)), 1, t.monthly_price,
         e.license_id, e.id, '${month}'
       FROM leases e JOIN lease_terms t ON t.account_id = e.account_id AND t.lease_id = e.id
         JOIN products p ON p.id = t.product_id
         JOIN invoices i ON i.account_id = e.account_id AND i.kind = 'LEASE' AND i.period = '${month}'`,
    );
    await manager.query(
      `INSERT INTO ledger_entries (account_id, posting, ledger_account, currency, amount, created_at)
       SELECT i.account_id, CONCAT('issue ', i.id), s.side, i.currency, s.sign * i.total, '${on}'
       FROM invoices i JOIN (SELECT 'RECEIVABLE' AS side, 1 AS sign UNION ALL SELECT 'REVENUE', -1) s
       WHERE i.kind = 'LEASE' AND i.period = '${month}'`,
    );
  });
}
