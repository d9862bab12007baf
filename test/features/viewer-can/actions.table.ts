import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { astFromValue, buildSchema, isEnumType, print, type GraphQLInputType } from 'graphql';
// With it all mutations are declared.
import '../../support/test-application';
import { declarationNamed } from '../../../src/graphql/write';
import { MUTATIONS, NAMES } from '../../mutations/catalog';
import { thingsOf, type Mutation } from '../../mutations/mutation';
import { GUEST_TOKEN } from '../../permissions/world';
import type { TestApplication } from '../../support/test-application';

export const DECISION = '{ allowed reason message missingPermission grantableBy }';

export interface Decision {
  readonly allowed: boolean;
  readonly reason: string | null;
  readonly message: string | null;
  readonly missingPermission: string | null;
  readonly grantableBy: string | null;
}
/** A node as somebody sees it, with a decision by the name of each action. */
export type Seen = { readonly __typename: string; readonly id: string } & Readonly<
  Record<string, Decision | string>
>;

const schema = buildSchema(readFileSync(join(__dirname, '../../../schema/schema.graphql'), 'utf8'));
const typeOf = (name: string): GraphQLInputType => {
  const type = schema.getMutationType()?.getFields()[name]?.args[0]?.type;
  if (type === undefined) throw new Error(`The schema has no ${name}`);
  return type;
};

export interface Fit {
  readonly type: string;
  /** Input that the mutation goes through with, if it may; `server` is one that the license runs on. */
  readonly call: (id: string, server: string, login: string, product: string) => string;
}

export const PASSWORD = 'seventeen purple cranes at dawn';

/** A contact of every account. */
export const BOOKKEEPER = 'books@everywhere.test';
/** Ids of the world that inputs name, by the word that stands for them. */
export const NAMED = new Map<string, string>();
export const named = (call: string): string =>
  call.replace(/"(PRODUCT|ADD-ON|NEW-HOLDER)"/g, (_, word: string) => `"${NAMED.get(word) ?? ''}"`);

/** What has no dry run here is tried for real: below, in test/features/sessions.test.ts and in those of checkout, orders and corrections. */
const WITHOUT_DRY_RUN = [
  'REVOKE_SESSION',
  'SET_AUTHORIZED_LOGIN_PASSWORD',
  'CREATE_API_TOKEN',
  'ACT_AS',
  'PREPARE_ASSIGN_LICENSE',
  'SETTLE_ASSIGNMENT',
  'REQUEST_LICENSE_REVERSAL',
  'CONFIRM_LICENSE_REVERSAL',
  'PREPARE_STOP_LEASE',
  'STOP_LEASE',
  'PREPARE_STOP_LEASES',
  'STOP_LEASES',
  'PREPARE_PAYMENT_METHOD',
  'ADD_PAYMENT_METHOD',
  'CHECKOUT',
  'PLACE_ORDER',
  'RENEW_LICENSES',
  // In which currency, and for which invoices, is said for each account.
  'RECORD_BANK_TRANSFER',
  'APPLY_CREDIT',
];

/** Where what the catalog of mutations gives would be refused for some of all these nodes. */
const LESS: Readonly<Record<string, object>> = {
  // What a holder may is not said by a membership.
  updateAuthorizedLogin: { marketingMail: false },
  // A holder has no alerts to choose but on the account of a partner.
  updateMyAlerts: {},
  // Of which lease it is, is asked of each of the lot.
  modifyLeases: { leases: [] },
  // What is renewed is one license.
  updateCartLine: {},
};
/** Whom inputs name: somebody whom nobody knows, if not said. */
const EMAILS: Readonly<Record<string, string>> = {
  emailInvoice: BOOKKEEPER,
  replaceHolder: 'NEW-HOLDER',
};

const actionOf = (name: string): string => name.replace(/[A-Z]/g, '_$&').toUpperCase();

function fit(name: string, one: Mutation): Fit | null {
  const { on, dryRun } = declarationNamed(name);
  if (on === null || !dryRun || WITHOUT_DRY_RUN.includes(actionOf(name))) return null;
  const type = typeOf(name);
  const call: Fit['call'] = (id, serverName, membershipId, productId) => {
    const things = thingsOf({
      ...{ serverName, membershipId, productId, addOnId: 'ADD-ON', cartToken: GUEST_TOKEN },
      ...{ email: EMAILS[name] ?? 'nobody@new.test', newEmail: 'nobody@new.test' },
    });
    const given = LESS[name] ?? one.input?.(things);
    const literal = astFromValue({ [on.id]: id, ...given, dryRun: true }, type);
    if (!literal) throw new Error(`${name} takes no such input`);
    return `${name}(input: ${print(literal)})`;
  };
  return { type: on.type, call };
}

/** By action, of the catalog of mutations. */
export const FIT: Readonly<Record<string, Fit>> = Object.fromEntries(
  NAMES.flatMap((name) => {
    const found = fit(name, MUTATIONS[name] ?? {});
    return found === null ? [] : [[actionOf(name), found]];
  }),
);

export const actionsOf = (test: TestApplication): string[] => {
  const type = test.app.schema.getType('Action');
  const all = isEnumType(type) ? type.getValues().map(({ name }) => name) : [];
  return all.filter((name) => !WITHOUT_DRY_RUN.includes(name));
};
