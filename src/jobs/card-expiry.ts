import { addDays } from '../domain/billing/calendar';
import { dayOf } from '../domain/billing/day-of';
import { BilledAccountRepository } from '../features/invoice/billed-account.repository';
import type { Notifier } from '../features/mail/notifier';
import { ExpiringCardRepository } from '../features/payment/expiring-card.repository';
import type { SystemWork } from '../features/system-work';
import type { Job } from './job.types';
import { daily } from './periods';

/** How many days before its end people are told of a card. */
const DAYS = 30;
/** Cards that are told of in one transaction. */
const BATCH = 50;

/**
 * Once a day, tells the people who look after cards that the one which is charged by itself is about to expire:
 * once for each card. What replaces it is told of when its own end comes.
 */
export const cardExpiry = (work: SystemWork, notifier: Notifier, timeZone: string): Job => ({
  name: 'card expiry',
  cron: '37 * * * *',
  ...daily(timeZone),
  run: async ({ now, scope, stillMine }) => {
    const today = dayOf(now, timeZone);
    for (;;) {
      const found = await work.run(scope, 'cardExpiry', async (unit) => {
        const cards = new ExpiringCardRepository(unit.tx);
        const expiring = await cards.find(scope, today, addDays(today, DAYS), BATCH);
        if (expiring.length === 0) return 0;
        const accounts = [...new Set(expiring.map(({ accountId }) => accountId))];
        await new BilledAccountRepository(unit.tx).lock(scope, accounts);
        for (const card of expiring) {
          // Another process may have told of it meanwhile, and somebody may have taken it off.
          if (!(await cards.told(scope, card, now))) continue;
          const { brand, last4, expiresOn } = card;
          await notifier.notify(unit, card.accountId, { event: 'CARD_EXPIRING' }, () => ({
            parameters: { card: `${brand} ending in ${last4}`, expiresOn },
          }));
        }
        return expiring.length;
      });
      if (found < BATCH || !(await stillMine())) return;
    }
  },
});
