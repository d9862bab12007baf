import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import type { DataSource } from 'typeorm';
import { Passwords, type PasswordCost } from './auth/passwords';
import { ApiTokenService } from './auth/api-token.service';
import { RateLimits } from './database/rate-limits';
import { SessionService } from './auth/session.service';
import { TwoFactor } from './auth/two-factor';
import type { Config } from './config';
import { databaseNameOf, poolOf } from './database/data-source';
import { Database, ReadOnly, type Queries, type StatementObserver } from './database/database';
import { SystemScope } from './database/scope';
import { Sealer } from './database/sealing';
import type { Clock } from './domain/clock';
import { AccountHistoryResolver } from './features/account/account-history.resolver';
import { AccountRepository } from './features/account/account.repository';
import { AccountResolver } from './features/account/account.resolver';
import { AccountService } from './features/account/account.service';
import { MembershipRepository } from './features/account/membership.repository';
import {
  MembershipResolver,
  ViewerMembershipsResolver,
} from './features/account/membership.resolver';
import { ProfileResolver } from './features/account/profile.resolver';
import { membershipDecisions } from './features/account/membership.decisions';
import { OwnMembershipService } from './features/account/own-membership.service';
import { OwnMembershipResolver, PeopleResolver } from './features/account/people.resolver';
import { PreferencesResolver } from './features/account/preferences.resolver';
import { ForecastResolver } from './features/mail/forecast.resolver';
import { MailedAccountRepository } from './features/mail/mailed-account.repository';
import { PeopleService } from './features/account/people.service';
import { SignUpResolver } from './features/account/sign-up.resolver';
import { SignUpService } from './features/account/sign-up.service';
import { TransferRepository } from './features/account/transfer.repository';
import { TransferResolver } from './features/account/transfer.resolver';
import { TransferService } from './features/account/transfer.service';
import { AuditRepository } from './features/audit/audit.repository';
import { HistoryEntryResolver } from './features/audit/history.resolver';
import { CatalogueRepository } from './features/catalogue/catalogue.repository';
import { AddOnResolver, ProductResolver } from './features/catalogue/catalogue.resolver';
import { AccountContactsResolver } from './features/contact/account-contacts.resolver';
import { ContactRepository } from './features/contact/contact.repository';
import { ContactResolver } from './features/contact/contact.resolver';
import { ContactService } from './features/contact/contact.service';
import { DecisionResolver } from './features/decision.resolver';
import { IdempotencyRepository } from './features/idempotency/idempotency.repository';
import { InvoiceRepository } from './features/invoice/invoice.repository';
import { AccountInvoicesResolver, InvoiceResolver } from './features/invoice/invoice.resolver';
import {
  AccountLeasesResolver,
  CustomerLeasesResolver,
} from './features/lease/account-leases.resolver';
import { LeaseHistoryResolver } from './features/lease/lease-history.resolver';
import { LeaseRepository } from './features/lease/lease.repository';
import { LeaseResolver, LicenseLeaseResolver } from './features/lease/lease.resolver';
import { ActivationWritesResolver } from './features/license/activation.resolver';
import { ActivationService } from './features/license/activation.service';
import { AccountLicensesResolver } from './features/license/account-licenses.resolver';
import { CustomerRepository } from './features/license/customer.repository';
import { LicenseRepository } from './features/license/license.repository';
import {
  ActivationResolver,
  CustomerLicensesResolver,
  LicenseResolver,
} from './features/license/license.resolver';
import { LicenseHistoryResolver } from './features/license/license-history.resolver';
import { licenseDecisions } from './features/license/license.decisions';
import { CURSOR_PREFIXES, type NODE_PREFIXES } from './features/node-prefixes';
import { NodeResolver } from './features/node.resolver';
import { MailChannel, senderName } from './features/mail/mail.channel';
import type { MailTransport } from './features/mail/mail.types';
import { SmtpTransport } from './features/mail/smtp-transport';
import { UnsubscribeService } from './features/mail/unsubscribe.service';
import { mailDecisions } from './features/mail/sent-mail.decisions';
import { SampleLetters } from './features/mail/sample-letters';
import { AccountMailsResolver, MailResolver } from './features/mail/sent-mail.resolver';
import { SentMailRepository } from './features/mail/sent-mail.repository';
import { SentMailService } from './features/mail/sent-mail.service';
import { UnsubscribeTokens } from './features/mail/unsubscribe-tokens';
import { MailingRepository } from './features/mailing/mailing.repository';
import { MailingAudienceResolver, MailingResolver } from './features/mailing/mailing.resolver';
import { MailingService } from './features/mailing/mailing.service';
import { MailingWriter } from './features/mailing/mailing-writer';
import { OutboxRepository } from './features/outbox/outbox.repository';
import { PaymentMethodRepository } from './features/payment/payment-method.repository';
import { PaymentRepository } from './features/payment/payment.repository';
import {
  AccountPaymentsResolver,
  InvoicePaymentsResolver,
  PaymentResolver,
} from './features/payment/payment.resolver';
import { AccountResellingResolver } from './features/reselling/account-reselling.resolver';
import { EmailResolver } from './features/user/email.resolver';
import { EmailService } from './features/user/email.service';
import { PasswordResolver } from './features/user/password.resolver';
import { PasswordService } from './features/user/password.service';
import { TwoFactorResolver } from './features/user/two-factor.resolver';
import { ActAsPayloadResolver, StaffResolver } from './features/staff/staff.resolver';
import { ApiTokenRepository } from './features/token/token.repository';
import {
  AccountTokensResolver,
  TransferableTokenResolver,
  TransferTokensResolver,
  ViewerTokenResolver,
} from './features/token/token.resolver';
import { TokenService } from './features/token/token.service';
import { OwnSessionRepository } from './features/user/own-session.repository';
import { OwnSessionResolver, ViewerSessionsResolver } from './features/user/own-sessions.resolver';
import { UserRepository } from './features/user/user.repository';
import {
  SessionResolver,
  SignInPayloadResolver,
  ViewerResolver,
} from './features/user/viewer.resolver';
import { guardedSchema } from './graph';
import { IdCodec } from './graphql/ids';
import { Claims } from './graphql/claims';
import { Lists } from './graphql/lists';
import type { FailureReporter } from './jobs/failure';
import { housekeeping } from './jobs/housekeeping';
import { HousekeepingRepository } from './jobs/housekeeping.repository';
import { JobRunRepository } from './jobs/job-run.repository';
import { MailingWorker } from './jobs/mailing-worker';
import { OutboxRunner } from './jobs/outbox-runner';
import { OutboxWorker } from './jobs/outbox-worker';
import { JobRunner } from './jobs/runner';
import { NodeRows, type NodeReader } from './graphql/node-rows';
import { Pipeline } from './graphql/pipeline';
import { systemClock } from './system-clock';
import type { WriteRunner } from './graphql/write';
import { AccessDenied, notFound } from './permissions/access-denied';
import { authorize, authorizeRow, type Denial } from './permissions/authorize';

/** What only the outside can give. */
export interface Surroundings {
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
  /** Resolvers of what is no part of the service, such as the demo's clock. */
  readonly extraResolvers?: readonly object[];
}

/** Everything that runs, wired together. */
export interface Application {
  readonly schema: GraphQLSchema;
  readonly sessions: SessionService;
  readonly apiTokens: ApiTokenService;
  readonly ids: IdCodec;
  readonly clock: Clock;
  /** Does nothing of itself until it is started. */
  readonly jobs: JobRunner;
  /** Delivers mails once it is started; null where nothing says how: they wait. */
  readonly mails: OutboxRunner | null;
  /** Writes the mails of mailings once it is started. */
  readonly mailings: OutboxRunner;
  readonly unsubscriber: UnsubscribeService;
  readonly writes: WriteRunner;
}

/** Key id of the seals that are written now; it stands in every sealed row. */
export const SEAL_KEY_ID = 1;
/** A statement that takes longer is given up. */
const STATEMENT_TIMEOUT = 10_000;

/** How mails leave; null where the configuration does not say. */
function mailChannel(
  { mail, mailKey, timeZone, vendorCountry }: Config,
  given: MailTransport | undefined,
  countryOf: (accountId: number) => Promise<string | null>,
): MailChannel | null {
  if (mail === null) return null;
  const transport = given ?? (mail.url === null ? null : new SmtpTransport(mail.url));
  const { from, publicUrl } = mail;
  return (
    transport &&
    new MailChannel({
      transport,
      from,
      publicUrl,
      timeZone,
      countryOf,
      vendorCountry,
      key: mailKey,
    })
  );
}

/** The one place where services, repositories and resolvers are made. */
export function compose(config: Config, surroundings: Surroundings): Application {
  const {
    dataSource,
    clock,
    passwordCost,
    answerAfter,
    report,
    observe,
    extraResolvers = [],
    mailTransport,
  } = surroundings;
  const { timeZone } = config;
  const options = { statementTimeout: STATEMENT_TIMEOUT, ...(observe ? { observe } : {}) };
  const database = new Database(dataSource, options);
  const reading = new ReadOnly(database, options);
  const sealer = new Sealer(SEAL_KEY_ID, config.sealKey);
  const ids = new IdCodec(config.idKey, CURSOR_PREFIXES);
  const lists = new Lists(ids);

  const users = new UserRepository(reading);
  const ownSessions = new OwnSessionRepository(reading);
  const accounts = new AccountRepository(reading);
  const memberships = new MembershipRepository(reading);
  const transfers = new TransferRepository(reading);
  const tokens = new ApiTokenRepository(reading);
  const tokenService = new TokenService(ids);
  const contacts = new ContactRepository(reading);
  const catalogue = new CatalogueRepository(reading);
  const licenses = new LicenseRepository(reading);
  const customers = new CustomerRepository(reading);
  const leases = new LeaseRepository(reading);
  const invoices = new InvoiceRepository(reading);
  const payments = new PaymentRepository(reading);
  const methods = new PaymentMethodRepository(reading);
  const limits = new RateLimits(poolOf(dataSource), databaseNameOf(dataSource));
  const passwords = new Passwords(passwordCost);
  const sessions = new SessionService(database, passwords, clock);

  const apiTokens = new ApiTokenService(database, clock);
  const twoFactor = new TwoFactor(sealer);
  const passwordService = new PasswordService(database, passwords, sessions, answerAfter);

  const auditOn = (queries: Queries): AuditRepository => new AuditRepository(queries);
  const messages = new OutboxRepository(database, sealer, clock);
  const channel = mailChannel(config, mailTransport, async (accountId) => {
    const [account] = await accounts.byKeys(new SystemScope('mail'), [accountId]);
    return account?.country ?? null;
  });
  const mails =
    channel && new OutboxRunner(new OutboxWorker(messages, sealer, clock, channel), report);

  const unsubscribing = new UnsubscribeTokens(ids, config.mailKey);
  const unsubscriber = new UnsubscribeService(database, unsubscribing, auditOn, clock);
  const sentMails = new SentMailRepository(reading);
  const mailingRows = new MailingRepository(reading);
  const mailingWriter = new MailingWriter((membership) => unsubscribing.issue(membership));
  const mailings = new OutboxRunner(
    new MailingWorker(database, mailingWriter, messages, clock, () => mails?.nudge()),
    report,
  );
  const samples = new SampleLetters({
    publicUrl: config.mail?.publicUrl ?? `http://${config.host}:${config.port}`,
    sender: senderName(config.mail?.from ?? null),
    timeZone,
    vendorCountry: config.vendorCountry,
  });

  const readers: Record<keyof typeof NODE_PREFIXES, NodeReader> = {
    Account: (scope, keys) => accounts.byKeys(scope, keys),
    User: (scope, keys) => users.byKeys(scope, keys),
    Session: (scope, keys) => ownSessions.byKeys(scope, keys),
    Membership: (scope, keys) => memberships.byKeys(scope, keys),
    Contact: (scope, keys) => contacts.byKeys(scope, keys),
    ApiToken: (scope, keys) => tokens.byKeys(scope, keys),
    Product: (scope, keys) => catalogue.productsByKeys(scope, keys),
    AddOn: (scope, keys) => catalogue.addOnsByKeys(scope, keys),
    License: (scope, keys) => licenses.byKeys(scope, keys),
    Activation: (scope, keys) => licenses.activationsByKeys(scope, keys),
    Lease: (scope, keys) => leases.byKeys(scope, keys),
    Invoice: (scope, keys) => invoices.byKeys(scope, keys),
    Payment: (scope, keys) => payments.byKeys(scope, keys),
    PaymentMethod: (scope, keys) => methods.byKeys(scope, keys),
    Mail: (scope, keys) => sentMails.byKeys(scope, keys),
    Mailing: (scope, keys) => mailingRows.byKeys(scope, keys),
  };

  const refused = (denial: Denial | null): AccessDenied | null =>
    denial && new AccessDenied(denial);
  const nodes = new NodeRows(ids, readers, (actor, row) =>
    refused(authorizeRow(actor, row.__typename, row.grants)),
  );
  const writes = new Pipeline({
    database,
    claims: new Claims(database, (queries) => new IdempotencyRepository(queries), clock),
    ids,
    nodes,
    gate: (actor, mutation, grants) => refused(authorize(actor, 'Mutation', mutation, grants)),
    notFound,
    auditOn,
    messages,
    messagesWait: () => mails?.nudge(),
    limiter: limits,
    secret: config.inputKey,
  });

  const schema = guardedSchema(
    [
      new ViewerResolver(),
      new SignInPayloadResolver(),
      new SessionResolver(sessions, twoFactor, limits),
      new PasswordResolver(passwordService),
      new EmailResolver(new EmailService(database, passwordService)),
      new TwoFactorResolver(users, passwordService, sessions, twoFactor),
      new ViewerSessionsResolver(ownSessions),
      new OwnSessionResolver(),
      new DecisionResolver({
        ...licenseDecisions(licenses),
        ...membershipDecisions(memberships, transfers),
        ...mailDecisions(new MailedAccountRepository(reading)),
      }),
      new HistoryEntryResolver(ids),
      new AccountHistoryResolver(reading, lists),
      new ProfileResolver(new AccountService()),
      new SignUpResolver(new SignUpService(passwordService, answerAfter)),
      new PreferencesResolver(),
      new ForecastResolver(new MailedAccountRepository(reading)),
      new PeopleResolver(new PeopleService(passwordService)),
      new OwnMembershipResolver(new OwnMembershipService()),
      new TransferResolver(
        new TransferService((unit, call, change) => tokenService.handOver(unit, call, change)),
        transfers,
      ),
      new AccountTokensResolver(tokens, lists, tokenService),
      new ViewerTokenResolver(tokens),
      new TransferTokensResolver(tokens),
      new TransferableTokenResolver(ids),
      new StaffResolver(sessions),
      new ActAsPayloadResolver(),
      new ContactResolver(new ContactService()),
      new AccountMailsResolver(sentMails, lists),
      new MailResolver(sentMails, accounts, lists, new SentMailService()),
      new MailingResolver(
        mailingRows,
        lists,
        new MailingService(mailingWriter, samples, () => mailings.nudge()),
      ),
      new MailingAudienceResolver(ids),
      new LicenseHistoryResolver(reading, lists),
      new ActivationWritesResolver(new ActivationService()),
      new ViewerMembershipsResolver(memberships),
      new NodeResolver(ids, nodes),
      new AccountResolver(accounts, memberships, lists, ids),
      new MembershipResolver(accounts, users),
      new AccountContactsResolver(contacts, lists),
      new ProductResolver(catalogue, lists, timeZone),
      new AddOnResolver(catalogue, timeZone),
      new AccountLicensesResolver(licenses, customers, lists),
      new LicenseResolver(licenses, accounts, sealer, timeZone),
      new ActivationResolver(licenses),
      new CustomerLicensesResolver(licenses, lists),
      new AccountResellingResolver(licenses, lists),
      new LeaseResolver(leases, licenses, timeZone),
      new LicenseLeaseResolver(leases),
      new LeaseHistoryResolver(reading, lists),
      new AccountLeasesResolver(leases, lists),
      new CustomerLeasesResolver(leases, lists),
      new InvoiceResolver(invoices, lists),
      new AccountInvoicesResolver(invoices, lists),
      new PaymentResolver(payments, methods, invoices),
      new InvoicePaymentsResolver(payments),
      new AccountPaymentsResolver(payments, methods, lists),
      ...extraResolvers,
    ],
    ids,
  );
  const jobs = new JobRunner(
    [housekeeping(new HousekeepingRepository(database), timeZone, systemClock)],
    new JobRunRepository(database),
    clock,
    report,
  );
  return { schema, sessions, apiTokens, ids, clock, writes, jobs, mails, mailings, unsubscriber };
}
