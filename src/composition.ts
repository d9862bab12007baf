import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import type { DataSource } from 'typeorm';
import { taxRulesOf } from './features/account/tax-rules';
import { ApiTokenService } from './auth/api-token.service';
import { DeviceCookies } from './auth/device-cookie';
import type { PasswordCost } from './auth/argon2';
import { Passwords } from './auth/passwords';
import { SessionService } from './auth/session.service';
import { bankOf, billing, gatewayOf } from './composition/billing';
import { downloads } from './composition/downloads';
import { catalog } from './composition/catalog';
import { leasing } from './composition/leasing';
import { licensing } from './composition/licensing';
import { reselling } from './composition/reselling';
import { mail } from './composition/mail';
import { monthly } from './composition/billing-run';
import { people } from './composition/people';
import { orderingOf, purchasing } from './composition/purchasing';
import { support } from './composition/support';
import { readersOf, rowsOf } from './composition/rows';
import type { Core, Wiring } from './composition/wiring';
import type { Config } from './config';
import { poolBeside } from './database/data-source';
import { Database, ReadOnly, type Queries, type StatementObserver } from './database/database';
import { RateLimits } from './database/rate-limits';
import { SystemScope } from './database/scope';
import { Sealer } from './database/sealing';
import type { InvoiceParty } from './domain/billing/invoice-party';
import { NO_LIMITS } from './domain/billing/charge-limits';
import type { Clock } from './domain/clock';
import type { Downloads } from './downloads/downloads';
import { AuditRepository } from './features/audit/audit.repository';
import { HistoryEntryResolver } from './features/audit/history.resolver';
import { DecisionResolver, type Decider } from './features/decision.resolver';
import { IdempotencyRepository } from './features/idempotency/idempotency.repository';
import type { MonthlyBilling } from './features/billing/monthly-billing';
import { nameSeller } from './features/invoice/name-seller.repository';
import { CustomerAccounts } from './features/customer/customer-accounts';
import { Signer } from './features/license/signer';
import type { MailTransport } from './features/mail/mail.types';
import { Notifier } from './features/mail/notifier';
import { StaffNotifier } from './features/mail/staff-notifier';
import type { UnsubscribeService } from './features/mail/unsubscribe.service';
import { CURSOR_PREFIXES } from './features/node-prefixes';
import { NodeResolver } from './features/node.resolver';
import { OutboxRepository } from './features/outbox/outbox.repository';
import type { GatewayChange, PaymentGateway } from './features/payment/gateway/gateway.types';
import { SandboxGateway } from './features/payment/gateway/sandbox-gateway';
import { PlaceOrderService } from './features/purchase/place-order.service';
import { Fulfilment } from './features/purchase/fulfilment';
import { Assigner } from './features/reselling/assigner';
import { BoughtAssigner } from './features/reselling/bought-assigner';
import { StaffMembers } from './features/staff/staff-members';
import { SystemWork } from './features/system-work';
import { UnsettledEmailRepository } from './features/user/unsettled-email.repository';
import { SignInLimits } from './features/user/sign-in-limits';
import type { SignInInput } from './features/user/viewer.types';
import { GuardedSchema, type SchemaStock } from './graph';
import { Claims } from './graphql/claims';
import { KEY_LIFE, MONEY_KEY_LIFE } from './graphql/idempotency';
import { IdCodec } from './graphql/ids';
import { Lists } from './graphql/lists';
import { NodeRows } from './graphql/node-rows';
import { Pipeline } from './graphql/pipeline';
import type { WriteRunner } from './graphql/write';
import { ledgerState, type LedgerState } from './jobs/ledger-check';
import type { FailureReporter } from './jobs/failure';
import { housekeeping } from './jobs/housekeeping';
import { HousekeepingRepository } from './jobs/housekeeping.repository';
import { JobRunRepository } from './jobs/job-run.repository';
import type { OutboxRunner } from './jobs/outbox-runner';
import { JobRunner } from './jobs/runner';
import type { Bank } from './pages/pages';
import { AccessDenied, notThere } from './permissions/access-denied';
import { authorize, authorizeRow, type Denial } from './permissions/authorize';
import { isAboutMoney } from './permissions/money';
import { systemClock } from './system-clock';

/** What only the outside can give. */
export interface Deps {
  readonly dataSource: DataSource;
  readonly clock: Clock;
  readonly passwordCost: PasswordCost;
  /** Milliseconds after which whoever asks for a link to an address is answered at the earliest. */
  readonly answerAfter: number;
  /** Told of jobs that fail. */
  readonly report: FailureReporter;
  readonly observe?: StatementObserver;
  /** By what mails leave instead of MAIL_URL's server. */
  readonly mailTransport?: MailTransport;
  /** Who takes money from cards, instead of what the configuration says. */
  readonly gateway?: PaymentGateway;
  /** Resolvers of what is no part of the service, such as the demo's clock. */
  readonly extraResolvers?: readonly object[];
  /** Where many applications follow each other in one process; each builds a schema of its own otherwise. */
  readonly spareSchemas?: SchemaStock | null;
}

/** Everything that runs, wired together. */
export interface Application {
  readonly schema: GraphQLSchema;
  readonly sessions: SessionService;
  /** Browsers that somebody signed in with. */
  readonly devices: DeviceCookies;
  readonly apiTokens: ApiTokenService;
  readonly ids: IdCodec;
  readonly clock: Clock;
  /** Does nothing of itself until it is started. */
  readonly jobs: JobRunner;
  /** Delivers mails once it is started; null where nothing says how: they wait. */
  readonly mails: OutboxRunner | null;
  /** Writes the mails of mailings once it is started. */
  readonly mailings: OutboxRunner;
  /** Asks for the outcome of payments that nobody settled, once it is started. */
  readonly reconciling: OutboxRunner;
  /** Bills a month by hand. */
  readonly billing: MonthlyBilling;
  /** The gateway says that something has changed: it is written down, to be looked at. */
  readonly gatewayReported: (gateway: string, change: GatewayChange) => Promise<void>;
  /** The bank of the sandbox's cards; null where no sandbox takes the money. */
  readonly bank: Bank | null;
  /** Whether the ledger added up when it was last checked. */
  readonly ledger: () => Promise<LedgerState>;
  readonly unsubscriber: UnsubscribeService;
  /** Signs what installations are given. */
  readonly signer: Signer;
  readonly downloads: Downloads;
  readonly writes: WriteRunner;
  /** Names the seller on documents from before it was kept; once, before anybody is served. */
  readonly nameSeller: () => Promise<void>;
  /** Invites an administrator from the server itself, by no mail (R70). @returns the token of the link. */
  readonly inviteAdministrator: (person: {
    readonly email: string;
    readonly fullName: string;
  }) => Promise<string>;
  /** Lets go of what it opened by itself. */
  readonly close: () => Promise<void>;
}

/** Key id of the seals that are written now; it stands in every sealed row. */
export const SEAL_KEY_ID = 1;
/** Connections on which limits are counted, beside those of `DATABASE_POOL`. */
const LIMIT_CONNECTIONS = 4;
/** A statement that takes longer is given up. */
const STATEMENT_TIMEOUT = 10_000;

/** The deciders of all parts. @throws when two parts decide the same. */
function decidersOf(wirings: readonly Wiring[]): Record<string, Decider> {
  const deciders: Record<string, Decider> = {};
  for (const { decisions = {} } of wirings)
    for (const [name, decider] of Object.entries(decisions)) {
      if (name in deciders) throw new Error(`Two deciders for ${name}`);
      deciders[name] = decider;
    }
  return deciders;
}

/** The vendor, as documents of today name it. */
export const sellerOf = ({ vendor, vendorCountry: country }: Config): InvoiceParty => ({
  name: vendor.name,
  address: vendor.address.join('\n'),
  country,
  vatNumber: vendor.vatNumber,
});

const refused = (denial: Denial | null): AccessDenied | null => denial && new AccessDenied(denial);

/** The one place where services, repositories and resolvers are made; its parts lie in `composition/`. */
export function compose(config: Config, deps: Deps): Application {
  const {
    dataSource,
    clock,
    observe,
    answerAfter,
    report,
    extraResolvers = [],
    spareSchemas,
  } = deps;
  const options = { statementTimeout: STATEMENT_TIMEOUT, ...(observe ? { observe } : {}) };
  const database = new Database(dataSource, options);
  const reading = new ReadOnly(database, options);
  const sealer = new Sealer(SEAL_KEY_ID, config.sealKey);
  const ids = new IdCodec(config.idKey, CURSOR_PREFIXES);
  const messages = new OutboxRepository(database, sealer, clock);
  let mails: OutboxRunner | null = null;
  const stores = {
    auditOn: (queries: Queries) => new AuditRepository(queries),
    messages,
    wakeOutbox: () => mails?.wake(),
  };
  const gateway = deps.gateway ?? gatewayOf(config, database);
  const rows = rowsOf(reading, clock);
  const nodes = new NodeRows(ids, readersOf(rows), (actor, row) =>
    refused(authorizeRow(actor, row.__typename, row.grants)),
  );
  const core: Core = {
    config,
    clock,
    database,
    reading,
    sealer,
    ids,
    lists: new Lists(ids),
    rows,
    nodes,
    ...stores,
    notifier: new Notifier(new SystemScope('notify')),
    staff: new StaffNotifier(new SystemScope('notify')),
    work: new SystemWork(database, stores, clock),
    taxRules: taxRulesOf(config),
    seller: sellerOf(config),
    gateway,
    limits: (currency) => gateway?.limits(currency) ?? NO_LIMITS,
    answerAfter,
    report,
  };

  const limits = new RateLimits(poolBeside(dataSource, LIMIT_CONNECTIONS), systemClock);
  const passwords = new Passwords(deps.passwordCost);
  const sessions = new SessionService(database, passwords, clock);
  const signer = new Signer(config.signingKey, config.formerSigningKeys);
  const mailing = mail(core, deps.mailTransport);
  mails = mailing.mails;
  const { mailings, unsubscriber } = mailing;
  const customers = new CustomerAccounts(
    new SystemScope('customers'),
    reading,
    passwords,
    core.notifier,
  );
  const assigner = new Assigner(sealer, customers, core.notifier);
  const bought = new BoughtAssigner(customers, assigner);
  const fulfilment = new Fulfilment(sealer, core.notifier, config.timeZone, core.seller, bought);
  const money = billing(core, fulfilment);
  const ordering = orderingOf(core, fulfilment, money);
  const orders = new PlaceOrderService(ids, ordering, customers, answerAfter);
  const monthlyBilling = monthly(core, money);
  const signIns = new SignInLimits(limits);
  const wirings: readonly Wiring[] = [
    people(core, { sessions, passwords, limits, signIns }),
    mailing,
    money,
    catalog(core),
    licensing(core, signer),
    purchasing(core, ordering, orders, money, limits),
    reselling(core, { customers, assigner, orders }),
    leasing(core, customers),
    monthlyBilling,
    support(core),
  ];

  const writes = new Pipeline({
    database,
    claims: new Claims(database, (queries) => new IdempotencyRepository(queries), clock),
    keyLife: (mutation) => (isAboutMoney(mutation) ? MONEY_KEY_LIFE : KEY_LIFE),
    ids,
    nodes,
    gate: (actor, mutation, grants) => refused(authorize(actor, 'Mutation', mutation, grants)),
    notFound: notThere,
    ...stores,
    limiter: limits,
    refuseWithoutTurn: (input, { client }) =>
      signIns.refuseWithoutTurn(passwords, input as SignInInput, client),
    exactSpellings: (typed) =>
      new UnsettledEmailRepository(reading).exactSpellings(new SystemScope('e-mails'), typed),
    secret: config.inputKey,
  });
  const resolvers = [
    new NodeResolver(ids, nodes),
    new DecisionResolver(decidersOf(wirings)),
    new HistoryEntryResolver(ids),
    ...wirings.flatMap(({ resolvers: some }) => some),
    ...extraResolvers,
  ];
  const guarded = spareSchemas?.take(resolvers, ids) ?? new GuardedSchema(resolvers, ids);
  const jobs = new JobRunner(
    [
      housekeeping(new HousekeepingRepository(database), config.timeZone, systemClock),
      ...wirings.flatMap((part) => part.jobs ?? []),
    ],
    new JobRunRepository(database),
    clock,
    report,
  );
  const gatewayReported = async (gateway: string, change: GatewayChange): Promise<void> => {
    await money.reconciler.gatewayReported(gateway, change);
    money.reconciling.wake();
  };
  const apiTokens = new ApiTokenService(database, clock);
  return {
    schema: guarded.schema,
    sessions,
    devices: new DeviceCookies(config.deviceKey, clock),
    apiTokens,
    ids,
    clock,
    signer,
    writes,
    jobs,
    mails,
    mailings,
    reconciling: money.reconciling,
    billing: monthlyBilling.monthly,
    ledger: () => ledgerState(database),
    close: async () => {
      await limits.close();
      // Nobody else has it yet, however often this is called.
      if (guarded.answering.ids === ids) spareSchemas?.giveBack(guarded);
    },
    nameSeller: () => nameSeller(database, new SystemScope('name seller'), core.seller),
    inviteAdministrator: (person) => {
      const scope = new SystemScope('keyhold admin');
      const invited = { ...person, role: 'ADMIN' as const };
      return core.work.run(scope, 'keyhold admin create', async (unit) => {
        const made = await new StaffMembers().invitation(unit, scope, invited, clock.now());
        return made.token;
      });
    },
    gatewayReported,
    bank: core.gateway instanceof SandboxGateway ? bankOf(database, gatewayReported) : null,
    unsubscriber,
    downloads: { nodes, routes: downloads(core) },
  };
}
