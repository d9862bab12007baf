import type { GraphQLFieldResolver } from 'graphql';
import { IsNull, Not, type DataSource } from 'typeorm';
import type { AccountEntity } from '../../src/database/entities/account.entity';
import { ContactEntity } from '../../src/database/entities/contact.entity';
import { InvoiceEntity, type InvoiceLineEntity } from '../../src/database/entities/invoice.entity';
import { LicenseEntity } from '../../src/database/entities/license.entity';
import type { Sealer } from '../../src/database/sealing';
import { formatMinor, type Currency } from '../../src/domain/billing/money';
import { KEY_SEAL } from '../../src/features/license/key-hash';
import type { OrdinaryContext } from './rows';

type Resolver = GraphQLFieldResolver<never, OrdinaryContext, never, unknown>;
export type Resolvers = Readonly<Record<string, Readonly<Record<string, Resolver>>>>;

interface Page {
  readonly first: number;
}

const money = (amount: bigint, currency: Currency): object => ({
  amount: formatMinor(BigInt(amount), currency),
  currency,
});

/** The resolvers behind the measured fields; every other field is read from its entity as it is. */
export const resolversOf = (dataSource: DataSource, sealer: Sealer): Resolvers => ({
  Query: {
    viewer: (_root, _args, { user }) => (user === null ? null : { user }),
    account: async (_root, { id }: { id: string }, { loaders, standings }) => {
      if (!standings.has(id)) throw new Error('There is no such account.');
      return loaders.account.load(id);
    },
  },
  Account: {
    contacts: async ({ id }: AccountEntity, { first }: Page) => ({
      nodes: await dataSource
        .getRepository(ContactEntity)
        .find({ where: { accountId: id }, order: { id: 'ASC' }, take: first }),
    }),
    invoices: async ({ id }: AccountEntity, { first }: Page) => ({
      nodes: await dataSource
        .getRepository(InvoiceEntity)
        .find({ where: { accountId: id }, order: { issuedOn: 'DESC', id: 'DESC' }, take: first }),
    }),
    resoldLicenses: async ({ id }: AccountEntity, { first }: Page) => ({
      nodes: await dataSource.getRepository(LicenseEntity).find({
        where: { accountId: id, origin: 'RESOLD', customerAccountId: Not(IsNull()) },
        order: { id: 'DESC' },
        take: first,
      }),
    }),
  },
  License: {
    key: ({ keySealed }: LicenseEntity) => sealer.unseal(keySealed, KEY_SEAL),
    product: ({ productId }: LicenseEntity, _args, { loaders }) =>
      loaders.product.load(String(productId)),
    customer: ({ customerAccountId }: LicenseEntity, _args, { loaders }) =>
      customerAccountId === null ? null : loaders.account.load(String(customerAccountId)),
  },
  Invoice: {
    total: ({ total, currency }: InvoiceEntity) => money(total, currency),
    lines: async (invoice: InvoiceEntity, _args, { loaders }) => {
      // The lines ask for their invoice's currency, and the loader need not read it again.
      loaders.invoice.prime(String(invoice.id), invoice);
      return loaders.lines.load(String(invoice.id));
    },
  },
  InvoiceLine: {
    amount: async ({ amount, invoiceId }: InvoiceLineEntity, _args, { loaders }) => {
      const invoice = await loaders.invoice.load(String(invoiceId));
      return invoice === null ? null : money(amount, invoice.currency);
    },
  },
});
