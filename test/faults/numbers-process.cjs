// A process that issues invoices, one to a transaction, until it is killed or has issued enough. Built code,
// because a process of its own has nobody to compile it.
require('../support/kept-code.cjs');
const { createDataSource } = require('../../dist/src/database/data-source');
const { Database } = require('../../dist/src/database/database');
const { SystemScope } = require('../../dist/src/database/scope');
const {
  InvoiceIssueRepository,
} = require('../../dist/src/features/invoice/invoice-issue.repository');

async function main() {
  const { url, accountId, draft, count } = JSON.parse(process.argv[2]);
  const dataSource = await createDataSource({ url, poolSize: 1 }).initialize();
  const database = new Database(dataSource, { statementTimeout: 10_000 });
  const scope = new SystemScope('numbers');
  const amounts = { subtotal: 10_000n, tax: 1_900n, total: 11_900n };
  const lines = [{ ...draft.line, amount: 10_000n }];
  process.send('ready');
  for (let n = 0; n < count; n++) {
    const [issued] = await database.transaction((tx) =>
      new InvoiceIssueRepository(tx).issue(
        scope,
        [{ ...draft, accountId, ...amounts, lines }],
        new Date(),
      ),
    );
    process.send(issued.number);
  }
  await dataSource.destroy();
  process.exit(0);
}

main().catch((error) => {
  process.send(`failed: ${error.stack}`, () => process.exit(1));
});
