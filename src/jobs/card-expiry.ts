import type { Queries } from '../database/database';
import type { SystemScope } from '../database/scope';
import { addDays } from '../domain/billing/calendar';
import { dayOf } from '../domain/billing/day-of';
import { BilledAccountRepository } from '../features/invoice/billed-account.repository';
import type { Notifier } from '../features/mail/notifier';
import {
  ExpiringCardRepository,
  type ExpiringCard,
} from '../features/payment/expiring-card.repository';
import type { SystemUnit, SystemWork } from '../features/system-work';
import type { Job } from './job.types';
import { assertComplete, oneByOne } from './one-by-one';
import { daily } from './periods';

/** How many days before its end people are told of a card. */
const DAYS = 30;
/** Cards that are told of in one transaction. */
const BATCH = 50;

/**
 * Once a day, tells the people who look after cards that the one which is charged by itself is about to expire:
 * once for each card. What replaces it is told of when its own end comes.
 */
export const cardExpiry = (
  database: Queries,
  work: SystemWork,
  notifier: Notifier,
  timeZone: string,
): Job => ({
  name: 'card expiry',
  cron: '37 * * * *',
  ...daily(timeZone),
  run: async ({ now, scope, extendClaim }) => {
    const today = dayOf(now, timeZone);
    const left: Awaited<ReturnType<typeof oneByOne>> = [];
    for (let after = 0; ;) {
      const cards = new ExpiringCardRepository(database);
      const to = addDays(today, DAYS);
      const expiring = await cards.find(scope, { from: today, to, after, size: BATCH });
      left.push(
        ...(await oneByOne(expiring, (items) =>
          work.run(scope, 'cardExpiry', (unit) => notify(unit, scope, notifier, items, now)),
        )),
      );
      after = expiring[expiring.length - 1]?.pk ?? after;
      if (expiring.length < BATCH || !(await extendClaim())) break;
    }
    assertComplete(left);
  },
});

async function notify(
  unit: SystemUnit,
  scope: SystemScope,
  notifier: Notifier,
  expiring: readonly ExpiringCard[],
  now: Date,
): Promise<void> {
  if (expiring.length === 0) return;
  const accounts = [...new Set(expiring.map(({ accountId }) => accountId))];
  await new BilledAccountRepository(unit.tx).lock(scope, accounts);
  const cards = new ExpiringCardRepository(unit.tx);
  for (const card of expiring) {
    // Another process may have told of it meanwhile, and somebody may have taken it off.
    if (!(await cards.markNotified(scope, card, now))) continue;
    const { brand, last4, expiresOn } = card;
    await notifier.notify(unit, card.accountId, { event: 'CARD_EXPIRING' }, () => ({
      parameters: { card: `${brand} ending in ${last4}`, expiresOn },
    }));
  }
}
