/** A price on a day, in minor units a month. */
type PriceByDay = Map<string, bigint>;

interface Kept {
  readonly period: string;
  readonly issuedOn: string;
  readonly amount: bigint;
  state: 'OPEN' | 'PAID' | 'OVERDUE';
  readonly tries: string[];
}

/** R53: days after the first attempt. */
const AGAIN = [0, 3, 5, 7];
const DAY = 86_400_000;
const plus = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
const monthBefore = (day: string): string => plus(`${day.slice(0, 7)}-01`, -1).slice(0, 7);

/**
 * The books of a lease provider as somebody would keep them by hand from R51 to R53: a sheet of days for each lease,
 * on which its price is written every evening; fractions of a month are exact until the line is written.
 */
export class YearBooks {
  /** By lease, in the order of their start. */
  private readonly sheets = new Map<string, PriceByDay>();
  private readonly running = new Map<string, bigint>();
  private evening: string;
  private billedUntil: string;
  readonly invoices: Kept[] = [];
  readonly lines: string[] = [];
  readonly attempts: string[] = [];
  cardIsGood = true;

  constructor(today: string) {
    this.evening = today;
    this.billedUntil = monthBefore(today);
  }

  start(lease: string, price: bigint): void {
    this.sheets.set(lease, new Map());
    this.change(lease, price);
  }

  /** Counts from today on; a day is charged what held at its end. */
  change(lease: string, price: bigint): void {
    this.running.set(lease, price);
    this.sheets.get(lease)?.set(this.evening, price);
  }

  /** The day of the stop is free, unless it was the only one. */
  stop(lease: string): void {
    this.running.delete(lease);
    const sheet = this.sheets.get(lease);
    if (sheet !== undefined && sheet.size > 1) sheet.delete(this.evening);
  }

  leases(): string[] {
    return [...this.running.keys()];
  }

  /** Evenings go by until it is that day. */
  until(day: string): void {
    while (this.evening < day) {
      this.evening = plus(this.evening, 1);
      for (const [lease, price] of this.running) this.sheets.get(lease)?.set(this.evening, price);
    }
  }

  /** The jobs run on a day: bills what is over, and charges what is due. */
  work(): void {
    const month = monthBefore(this.evening);
    if (month > this.billedUntil) this.bill(month);
    this.billedUntil = month;
    for (const invoice of this.invoices) {
      if (invoice.state === 'PAID') continue;
      const { tries } = invoice;
      const again = AGAIN[tries.length];
      const due = again !== undefined && this.evening >= plus(tries[0] ?? this.evening, again);
      if (due && tries.at(-1) !== this.evening) {
        tries.push(this.evening);
        this.tried(invoice, 'automatic');
        if (invoice.state === 'OPEN' && tries.length === AGAIN.length) invoice.state = 'OVERDUE';
      }
      if (invoice.state === 'OPEN' && this.evening > plus(invoice.issuedOn, 7))
        invoice.state = 'OVERDUE';
    }
  }

  /** Somebody pays by hand. */
  tried(invoice: Kept, how: 'automatic' | 'by hand'): void {
    const came = this.cardIsGood ? 'SUCCEEDED' : 'FAILED';
    if (this.cardIsGood) invoice.state = 'PAID';
    this.attempts.push(`${invoice.period} ${how} on ${this.evening}: ${came}`);
  }

  overdue(): Kept | undefined {
    return this.invoices.find(({ state }) => state === 'OVERDUE');
  }

  /** Whether something is going to be charged again. */
  isCharging(): boolean {
    return this.invoices.some(
      ({ state, tries }) => state !== 'PAID' && tries.length < AGAIN.length,
    );
  }

  private bill(month: string): void {
    let net = 0n;
    let count = 0;
    for (const [lease, sheet] of this.sheets) {
      const days = [...sheet].filter(([day]) => day.slice(0, 7) === month);
      if (days.length === 0) continue;
      const over = days.length > 28 ? BigInt(days.length) : 28n;
      const above = days.reduce((so, [, price]) => so + price, 0n);
      // A half goes up: whatever is left of twice the fraction and one.
      const amount = (2n * above + over) / (2n * over);
      this.lines.push(`${month} ${lease}: ${amount}`);
      net += amount;
      count++;
    }
    if (count === 0) return;
    const tax = (2n * net * 19n + 100n) / 200n;
    const issuedOn = this.evening;
    this.invoices.push({ period: month, issuedOn, amount: net + tax, state: 'OPEN', tries: [] });
  }
}
