import { rule, shield } from 'graphql-shield';
import type { applyMiddleware } from 'graphql-middleware';
import type { OrdinaryContext, Standing } from './rows';

type Middleware = Parameters<typeof applyMiddleware>[1];

const standingOn = (
  { standings }: OrdinaryContext,
  accountId: number | undefined,
): Standing | undefined => standings.get(String(accountId));

const isHolder = ({ membership, account }: Standing): boolean =>
  account.holderUserId === membership.userId;

const isSignedIn = rule()((_parent: unknown, _args: unknown, { user }: OrdinaryContext) => {
  return user !== null;
});

const isSelf = rule()(({ id }: { id: number }, _args: unknown, { user }: OrdinaryContext) => {
  return user?.id === id;
});

/** On a field of the account itself. */
const holdsAccount = rule()(({ id }: { id: number }, _args: unknown, context: OrdinaryContext) => {
  const standing = standingOn(context, id);
  return standing !== undefined && isHolder(standing);
});

/** On a field of what belongs to an account. */
const holdsItsAccount = rule()((
  { accountId }: { accountId: number },
  _args: unknown,
  context: OrdinaryContext,
) => {
  const standing = standingOn(context, accountId);
  return standing !== undefined && isHolder(standing);
});

const paysForIt = rule()((
  { accountId }: { accountId: number },
  _args: unknown,
  context: OrdinaryContext,
) => {
  const standing = standingOn(context, accountId);
  return standing !== undefined && (isHolder(standing) || standing.membership.mayPayInvoices);
});

const resoldIt = rule()((
  { accountId }: { accountId: number },
  _args: unknown,
  context: OrdinaryContext,
) => {
  const standing = standingOn(context, accountId);
  if (standing === undefined || !standing.account.reseller) return false;
  return isHolder(standing) || standing.membership.mayResell;
});

/**
 * graphql-shield as its manual shows it: a rule where one is needed, and a fallback, which it puts on
 * each of all other fields.
 */
export const ordinaryShield = (): Middleware =>
  shield(
    {
      User: { email: isSelf, fullName: isSelf },
      Account: { contacts: holdsAccount, invoices: holdsAccount, resoldLicenses: holdsAccount },
      Contact: { firstName: holdsItsAccount, lastName: holdsItsAccount, email: holdsItsAccount },
      License: { key: resoldIt, customer: resoldIt },
      Invoice: { total: paysForIt, lines: paysForIt },
      InvoiceLine: { amount: paysForIt },
    },
    { fallbackRule: isSignedIn, allowExternalErrors: true },
  );
