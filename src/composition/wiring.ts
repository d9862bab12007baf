import type { Config } from '../config';
import type { Database, Queries } from '../database/database';
import type { Sealer } from '../database/sealing';
import type { Clock } from '../domain/clock';
import type { Decider } from '../features/decision.resolver';
import type { Notifier } from '../features/mail/notifier';
import type { StaffNotifier } from '../features/mail/staff-notifier';
import type { SystemWork } from '../features/system-work';
import type { InvoiceParty } from '../domain/billing/invoice-party';
import type { TaxRules } from '../domain/billing/tax';
import type { AuditRepository } from '../features/audit/audit.repository';
import type { OutboxRepository } from '../features/outbox/outbox.repository';
import type { IdCodec } from '../graphql/ids';
import type { Lists } from '../graphql/lists';
import type { NodeRows } from '../graphql/node-rows';
import type { LimitsOf } from '../domain/billing/charge-limits';
import type { PaymentGateway } from '../features/payment/gateway/gateway.types';
import type { FailureReporter } from '../jobs/failure';
import type { Job } from '../jobs/job.types';
import type { Rows } from './rows';

/** What every part of the service is made from. */
export interface Core {
  readonly config: Config;
  readonly clock: Clock;
  readonly database: Database;
  /** What resolvers read through. */
  readonly reading: Queries;
  readonly sealer: Sealer;
  readonly ids: IdCodec;
  readonly lists: Lists;
  readonly rows: Rows;
  /** Any node by its type and key, under the rule of its type. */
  readonly nodes: NodeRows;
  readonly auditOn: (queries: Queries) => AuditRepository;
  readonly messages: OutboxRepository;
  /** Tells the people of an account, by mail, of what happened to it. */
  readonly notifier: Notifier;
  /** Tells the vendor's billing staff, by mail, of what a person has to look at. */
  readonly staff: StaffNotifier;
  /** Transactions that nobody asked for in a request. */
  readonly work: SystemWork;
  readonly taxRules: TaxRules;
  /** The vendor, as documents of today name it. */
  readonly seller: InvoiceParty;
  /** Who takes money from cards; null where nobody does. */
  readonly gateway: PaymentGateway | null;
  /** What one charge of a card takes. */
  readonly limits: LimitsOf;
  /** Milliseconds after which whoever asks for a link to an address is answered at the earliest. */
  readonly answerAfter: number;
  /** Told of jobs that fail. */
  readonly report: FailureReporter;
}

/** What a part brings in. */
export interface Wiring {
  readonly resolvers: readonly object[];
  /** What `viewerCan` asks of the state of its rows, by mutation. */
  readonly decisions?: Readonly<Record<string, Decider>>;
  readonly jobs?: readonly Job[];
}
