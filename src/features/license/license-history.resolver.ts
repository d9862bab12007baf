import { licenseGrants, type LicenseOrigin } from '../../domain/licensing/license';
import { authorize } from '../../permissions/authorize';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Queries } from '../../database/database';
import { reachAccounts } from '../../database/reach';
import { sql } from '../../database/sql';
import type { Lists } from '../../graphql/lists';
import {
  historyReader,
  historySelect,
  type ShowsField,
  type StoredEvent,
} from '../audit/audit.repository';
import { HistoryArgs, HistoryList } from '../audit/history.lists';
import { HistoryConnection } from '../audit/history.types';
import type { Context } from '../context';
import { License, type LicenseRow } from './license.types';

const FROM =
  "FROM audit_events e JOIN licenses l ON l.id = e.subject_id AND e.subject_type = 'License'";

/** What was done before a licence was assigned, such as when it was bought, is the seller's business. */
const REACH = sql`(${reachAccounts('l.account_id')} OR (${reachAccounts('l.customer_account_id')}
  AND e.created_at >= l.assigned_at))`;

const PARTIES = 'l.origin, l.account_id AS payerId, l.customer_account_id AS customerAccountId';

interface LicenseEvent extends StoredEvent {
  readonly origin: LicenseOrigin;
  readonly payerId: number;
  readonly customerAccountId: number | null;
}

/** What both sides of a licence may know of each other's deeds; all else is told to one's own side alone. */
const SHARED = new Set([
  'status',
  'servers',
  'product',
  'edition',
  'level',
  'addOns',
  'maintenanceEndsOn',
]);

/**
 * Servers are for whoever may see the installations; who merely buys does not (R7). A partner sees where its
 * customers' licenses run now, and not where they ran.
 */
const shows: ShowsField<LicenseEvent> = (viewer, event, field, own) => {
  if (!own && !SHARED.has(field)) return false;
  if (field !== 'servers') return true;
  const { origin, payerId: accountId, customerAccountId } = event;
  const grants = licenseGrants(viewer, { origin, accountId, customerAccountId });
  const onTheirSide = grants.CUSTOMER !== null || grants.staff !== null;
  return onTheirSide && authorize(viewer, 'License', 'activations', grants) === null;
};

/** The history of licences, by their keys. @param name Unique, such as `License.history`. */
export function licenseHistory(name: string, database: Queries, lists: Lists): HistoryList {
  const source = {
    select: historySelect(`${PARTIES}, e.subject_id`, FROM),
    from: FROM,
    parent: 'e.subject_id',
    reach: REACH,
  };
  return new HistoryList(name, lists, historyReader<LicenseEvent>(database, source, shows));
}

@Resolver(() => License)
export class LicenseHistoryResolver {
  private readonly list: HistoryList;

  constructor(database: Queries, lists: Lists) {
    this.list = licenseHistory('License.history', database, lists);
  }

  @FieldResolver(() => HistoryConnection, {
    nullable: true,
    description:
      'What was done to the license, newest first: bought, assigned, activated, modified, renewed, by whom. People are named to those of their own account.',
  })
  history(
    @Root() { pk }: LicenseRow,
    @Args(() => HistoryArgs) args: HistoryArgs,
    @Ctx() context: Context,
  ): Promise<object> {
    return this.list.of(context, pk, args);
  }
}
