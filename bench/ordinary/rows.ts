import { createHash } from 'node:crypto';
import DataLoader from 'dataloader';
import { In, IsNull, MoreThan, type DataSource } from 'typeorm';
import { AccountEntity } from '../../src/database/entities/account.entity';
import { InvoiceEntity, InvoiceLineEntity } from '../../src/database/entities/invoice.entity';
import { MembershipEntity } from '../../src/database/entities/membership.entity';
import { ProductEntity } from '../../src/database/entities/product.entity';
import { SessionEntity } from '../../src/database/entities/session.entity';
import { UserEntity } from '../../src/database/entities/user.entity';

/** What one user is on one account. */
export interface Standing {
  readonly membership: MembershipEntity;
  readonly account: AccountEntity;
}

/** What the resolvers of the ordinary server get. */
export interface OrdinaryContext {
  readonly user: UserEntity | null;
  /** By account; TypeORM reads a bigint as text, whatever the entity's property says. */
  readonly standings: ReadonlyMap<string, Standing>;
  readonly loaders: Loaders;
}

export type Loaders = ReturnType<typeof loadersOf>;

/** One set for each request. */
export function loadersOf(dataSource: DataSource) {
  const byId = <Entity extends { id: number }>(entity: new () => Entity) =>
    new DataLoader<string, Entity | null>(async (keys) => {
      const repository = dataSource.getRepository<{ id: number }>(entity);
      const found = (await repository.findBy({ id: In(keys) })) as Entity[];
      const byKey = new Map(found.map((row) => [String(row.id), row]));
      return keys.map((key) => byKey.get(key) ?? null);
    });
  return {
    account: byId(AccountEntity),
    invoice: byId(InvoiceEntity),
    product: byId(ProductEntity),
    lines: new DataLoader<string, InvoiceLineEntity[]>(async (invoices) => {
      const found = await dataSource
        .getRepository(InvoiceLineEntity)
        .find({ where: { invoiceId: In(invoices) }, order: { invoiceId: 'ASC', position: 'ASC' } });
      const byInvoice = new Map<string, InvoiceLineEntity[]>(invoices.map((key) => [key, []]));
      for (const line of found) byInvoice.get(String(line.invoiceId))?.push(line);
      return invoices.map((key) => byInvoice.get(key) ?? []);
    }),
  };
}

const IDLE = 7 * 24 * 3_600_000;
const SEEN_EVERY = 5 * 60_000;

/** Who asks, from the header of a request. */
export async function contextOf(
  dataSource: DataSource,
  authorization: string | undefined,
): Promise<OrdinaryContext> {
  const loaders = loadersOf(dataSource);
  const token = authorization?.startsWith('Bearer ') ? authorization.slice(7) : null;
  const user = token === null ? null : await userOf(dataSource, token);
  if (user === null) return { user, standings: new Map(), loaders };
  const memberships = await dataSource.getRepository(MembershipEntity).findBy({ userId: user.id });
  const accounts = await loaders.account.loadMany(memberships.map((one) => String(one.accountId)));
  const standings = new Map<string, Standing>();
  memberships.forEach((membership, index) => {
    const account = accounts[index];
    if (account instanceof AccountEntity)
      standings.set(String(account.id), { membership, account });
  });
  return { user, standings, loaders };
}

async function userOf(dataSource: DataSource, token: string): Promise<UserEntity | null> {
  const sessions = dataSource.getRepository(SessionEntity);
  const now = new Date();
  const session = await sessions.findOneBy({
    tokenHash: createHash('sha256').update(token).digest(),
    revokedAt: IsNull(),
    expiresAt: MoreThan(now),
    lastSeenAt: MoreThan(new Date(now.getTime() - IDLE)),
  });
  if (session === null) return null;
  if (now.getTime() - session.lastSeenAt.getTime() > SEEN_EVERY)
    await sessions.update({ id: session.id }, { lastSeenAt: now });
  return dataSource.getRepository(UserEntity).findOneBy({ id: session.userId });
}
