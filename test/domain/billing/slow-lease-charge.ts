import { type Month } from '../../../src/domain/billing/calendar';
import { type LeaseFacts } from '../../../src/domain/billing/lease-charge';

/**
 * R52 said once more, slowly and in another style, to compare with: it walks every day of the
 * month by UTC dates, asks of each alone whether it is active and what it costs, and rounds on the
 * decimal digits. It shares no code with what it checks.
 */
export function slowLeaseCharge(
  month: Month,
  lease: LeaseFacts,
): { days: number; divisor: number; amount: bigint; rates: bigint[] } | null {
  const rates: bigint[] = [];
  const cursor = new Date(`${month}-01T12:00:00Z`);
  while (cursor.toISOString().slice(0, 7) === month) {
    const today = cursor.toISOString().slice(0, 10);
    if (isActive(today, lease)) rates.push(rateOn(today, lease));
    cursor.setUTCHours(cursor.getUTCHours() + 24);
  }
  if (rates.length === 0) return null;
  const divisor = rates.length < 28 ? 28 : rates.length;
  let tenths = 0n;
  for (const rate of rates) tenths += rate * 10n;
  const digits = String(tenths / BigInt(divisor));
  const cents = BigInt(digits.slice(0, -1) || '0');
  return {
    days: rates.length,
    divisor,
    amount: Number(digits.at(-1)) >= 5 ? cents + 1n : cents,
    rates,
  };
}

function isActive(today: string, { startedOn, stoppedOn }: LeaseFacts): boolean {
  if (today === startedOn) return true;
  if (today < startedOn) return false;
  return stoppedOn === null ? true : today < stoppedOn;
}

function rateOn(today: string, { terms }: LeaseFacts): bigint {
  let best: { from: string; monthlyPrice: bigint } | undefined;
  for (const term of terms) {
    if (term.from > today) continue;
    if (best === undefined || term.from >= best.from) best = term;
  }
  if (best === undefined) throw new Error(`no price on ${today}`);
  return best.monthlyPrice;
}
