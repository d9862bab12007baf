import { DEFAULT_PASSWORD_COST } from '../auth/passwords';
import { compose } from '../composition';
import type { Config } from '../config';
import { plainWords } from '../database/plain-words';
import type { Day } from '../domain/billing/calendar';
import { formatMinor, type Currency } from '../domain/billing/money';
import type { Clock } from '../domain/clock';
import type { RunDocument } from '../features/billing/billing.types';
import { connected } from './connected';
import type { Answer } from './terminal';

export interface BillingOptions {
  /** Day of the run; today when null. */
  readonly asOf: Day | null;
  readonly dryRun: boolean;
  /** Numbers of the accounts that are billed; all when null. */
  readonly accounts: readonly string[] | null;
  /** Issues the month whatever its total is. */
  readonly accept: boolean;
}

/** Bills the month before a day, then charges the lease invoices. Done when everybody was billed. */
export const bill = (
  config: Config,
  { asOf, dryRun, accounts, accept }: BillingOptions,
  { clock, report }: { readonly clock: Clock; readonly report: (line: string) => void },
): Promise<Answer> =>
  connected(config, async (dataSource) => {
    const { billing } = compose(config, {
      dataSource,
      clock,
      passwordCost: DEFAULT_PASSWORD_COST,
      answerAfter: 0,
      report: (job, error) => report(`${job}: ${plainWords(error)}`),
    });
    const { month, documents, failures, halts, charged } = await billing.bill(
      asOf ?? billing.today(),
      { dryRun, accept, ...(accounts === null ? {} : { accounts }) },
    );
    const cards = charged && {
      charged: charged.SUCCEEDED,
      declined: charged.FAILED,
      unknown: charged.PENDING,
    };
    return {
      lines: [
        `Billing of ${month}${dryRun ? ', a dry run: nothing is written' : ''}`,
        ...documents.map(lineOf),
        `${count(documents.length, 'document')}${totalOf(documents)}`,
        ...(cards === null
          ? []
          : [
              `Cards: ${cards.charged} charged, ${cards.declined} declined, ${cards.unknown} with unknown outcome`,
            ]),
        ...failures.map(({ number, reason }) => `${number} is not billed: ${reason}.`),
        ...halts.map((halt) => `A run without --dry-run would halt and issue nothing: ${halt}`),
      ],
      json: {
        ...{ month, dryRun },
        documents: documents.map(({ kind, account, issued, draft }) => ({
          ...{ kind, account: account.number, number: issued?.number ?? null },
          lines: draft.lines.length,
          total: { amount: formatMinor(draft.total, draft.currency), currency: draft.currency },
        })),
        ...{ cards, failures, halts },
      },
      done: failures.length + halts.length === 0,
    };
  });

function lineOf({ kind, account, issued, draft }: RunDocument): string {
  const { lines, total, currency } = draft;
  return [
    kind.padEnd(7),
    account.number.padEnd(10),
    (issued?.number ?? 'no number').padEnd(16),
    count(lines.length, 'line').padStart(12),
    `${formatMinor(total, currency)} ${currency}`.padStart(18),
    ` ${account.name}`,
  ].join(' ');
}

/** What they come to, in each currency. */
function totalOf(documents: readonly RunDocument[]): string {
  const totals = new Map<Currency, bigint>();
  for (const { draft } of documents)
    totals.set(draft.currency, (totals.get(draft.currency) ?? 0n) + draft.total);
  const words = [...totals].map(
    ([currency, total]) => `${formatMinor(total, currency)} ${currency}`,
  );
  return words.length === 0 ? '' : `: ${words.join(', ')}`;
}

const count = (number: number, what: string): string =>
  `${number} ${what}${number === 1 ? '' : 's'}`;
