import type { Queries } from '../database/database';
import type { SystemScope } from '../database/scope';
import { formatMinor, isCurrency } from '../domain/billing/money';
import type { StaffNotifier } from '../features/mail/staff-notifier';
import type { GatewayChange, PaymentGateway } from '../features/payment/gateway/gateway.types';
import { GatewayCheckRepository } from '../features/payment/reconciliation/gateway-check.repository';
import { UnknownChargeRepository } from '../features/payment/reconciliation/unknown-charge.repository';
import type { SystemWork } from '../features/system-work';
import type { Job } from './job.types';
import { hourly } from './periods';

const HOUR = 60 * 60_000;
/** What happened shortly before what was read last may be listed only now. */
const OVERLAP = HOUR;
/** Changes of longer ago are not listed for certain. */
const REMEMBERED = 29 * 24 * HOUR;
/** Changes that are written down in one statement. */
const BATCH = 200;
/** Between two mails about charges that nobody knows. */
const TOLD_EVERY = 24 * HOUR;
/** Charges that one mail names. */
const NAMED = 50;

/**
 * Every hour, reads what has changed at the gateway since it was read last, for telling us may have failed; whoever asks
 * the gateway looks at it. When nobody knows how far it was read, everything that we know of is looked at. Once a day at
 * most, tells staff of charges that are none of ours.
 */
export const gatewayChanges = (
  database: Queries,
  work: SystemWork,
  staff: StaffNotifier,
  gateway: PaymentGateway | null,
  timeZone: string,
): Job => ({
  name: 'gateway changes',
  cron: '19 * * * *',
  ...hourly(timeZone),
  run: async ({ now, scope, extendClaim }) => {
    if (gateway !== null) await readChanges(database, scope, gateway, now, extendClaim);
    await work.run(scope, 'gatewayChanges', async (unit) => {
      const unknown = new UnknownChargeRepository(unit.tx);
      const last = await unknown.lastReportedAt(scope);
      if (last !== null && now.getTime() - last.getTime() < TOLD_EVERY) return;
      const charges = await unknown.notify(scope, now, NAMED);
      for (const name of new Set(charges.map((one) => one.gateway)))
        await staff.notify(unit, 'staff-unknown-charges', {
          gateway: name,
          charges: charges
            .filter((one) => one.gateway === name)
            .map(({ charge, amount, currency, accountNumber }) => ({
              charge,
              amount: wordsOf(amount, currency),
              accountNumber,
            })),
        });
    });
  },
});

async function readChanges(
  database: Queries,
  scope: SystemScope,
  gateway: PaymentGateway,
  now: Date,
  extendClaim: () => Promise<boolean>,
): Promise<void> {
  const write = (work: (checks: GatewayCheckRepository) => Promise<void>): Promise<void> =>
    database.transaction((tx) => work(new GatewayCheckRepository(tx)));
  const last = await new GatewayCheckRepository(database).watermark(scope, gateway.name);
  if (last === null || now.getTime() - last.readAt.getTime() > REMEMBERED)
    await write((checks) => checks.addAll(scope, gateway.name, now));
  const seen = last?.seenUntil ?? null;
  let newest: Date | null = null;
  let batch: GatewayChange[] = [];
  const add = async (): Promise<void> => {
    const changes = batch;
    batch = [];
    await write((checks) => checks.add(scope, gateway.name, changes, now));
  };
  for await (const change of gateway.changes(seen && new Date(seen.getTime() - OVERLAP))) {
    if (newest === null || change.at > newest) newest = change.at;
    batch.push(change);
    if (batch.length < BATCH) continue;
    await add();
    if (!(await extendClaim())) return;
  }
  await add();
  await write((checks) => checks.read(scope, gateway.name, newest, now));
}

/** An amount in any currency: in those that we do not know, as the gateway counts it. */
const wordsOf = (amount: bigint, currency: string): string =>
  isCurrency(currency)
    ? `${formatMinor(amount, currency)} ${currency}`
    : `${amount} of the smallest units of ${currency}`;
