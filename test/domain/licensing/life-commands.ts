import fc from 'fast-check';
import {
  isRunning,
  MOVE_DAYS,
  planActivation,
  planDeactivation,
  runningOn,
  whatRuns,
  type Installation,
} from '../../../src/domain/licensing/activation';
import type { LicenseStatus } from '../../../src/domain/licensing/license';
import { nextStatus, type LicenseEvent } from '../../../src/domain/licensing/license-life';
import { OLD_TERMS_DAYS, oldTermsUntil } from '../../../src/domain/licensing/terms';
import { Refusal } from '../../../src/domain/refusal';

const HOUR = 3_600_000;
export const START = new Date('2026-11-21T12:00:00.000Z');

interface Row extends Omit<Installation, 'outdated'> {
  readonly terms: number;
  readonly termsUntil: Date | null;
}

/** A licence as the store keeps it, changed by the plans of the domain as the services do it. */
export class Stored {
  now = START;
  status: LicenseStatus = 'UNASSIGNED';
  assigned = false;
  terms = 0;
  rows: Row[] = [];

  get installations(): (Installation & Row)[] {
    return this.rows.map((row) => ({ ...row, outdated: row.terms !== this.terms }));
  }

  happen(event: LicenseEvent): void {
    const running = whatRuns(this.installations, this.now);
    this.status = nextStatus(event, { status: this.status, assigned: this.assigned, running });
  }

  assign(): void {
    this.status = nextStatus('ASSIGN', { status: this.status, assigned: true, running: 'NOTHING' });
    this.assigned = true;
  }

  activate(serverName: string, move: boolean): void {
    const plan = planActivation(this, { serverName, move }, this.now);
    for (const { installation, endsAt } of plan.ends) this.change(installation.pk, { endsAt });
    const taken = { terms: this.terms, termsUntil: null };
    if (plan.runsAs !== null) this.change(plan.runsAs.pk, taken);
    else {
      const pk = this.rows.length + 1;
      this.rows.push({ pk, serverName, endsAt: null, deactivatedAt: null, ...taken });
    }
    this.status = plan.status;
  }

  deactivate(serverName: string | null): void {
    const here =
      serverName === null ? null : (runningOn(this.installations, serverName, this.now)?.pk ?? 0);
    const plan = planDeactivation(this, here, this.now);
    for (const { pk } of plan.ended) this.change(pk, { deactivatedAt: this.now });
    if (plan.runsOn !== null) this.change(plan.runsOn.pk, { endsAt: null });
    this.status = plan.status;
  }

  changeTerms(terms: number, downgrade: boolean): void {
    const before = this.terms;
    this.terms = terms;
    try {
      this.happen('CHANGE_TERMS');
    } catch (error) {
      this.terms = before;
      throw error;
    }
    for (const { pk, outdated, termsUntil } of this.installations)
      this.change(pk, {
        termsUntil: outdated ? oldTermsUntil(termsUntil, { downgrade }, this.now) : null,
      });
  }

  end(): void {
    this.happen('END');
    for (const one of this.rows)
      if (isRunning(one, this.now)) this.change(one.pk, { deactivatedAt: this.now });
  }

  private change(pk: number, change: Partial<Row>): void {
    this.rows = this.rows.map((row) => (row.pk === pk ? { ...row, ...change } : row));
  }
}

interface Server {
  readonly name: string;
  terms: number;
  /** Hour of the story until which it may run on former terms. */
  limit: number | null;
}

/** The same in the fewest words: hours since the start, one server, and maybe the one that it moved from. */
export class Model {
  hour = 0;
  assigned = false;
  suspended = false;
  ended = false;
  terms = 0;
  main: Server | null = null;
  older: (Server & { readonly until: number }) | null = null;

  get status(): LicenseStatus {
    if (this.ended) return 'ENDED';
    if (this.suspended) return 'SUSPENDED';
    if (!this.assigned) return 'UNASSIGNED';
    if (this.main === null) return 'READY';
    return this.main.terms === this.terms ? 'ACTIVE' : 'REACTIVATION_REQUIRED';
  }

  /** Why nothing can be activated; null when it can. */
  get closed(): string | null {
    const { status } = this;
    const isClosed = status === 'ENDED' || status === 'SUSPENDED' || status === 'UNASSIGNED';
    return isClosed ? `LICENSE_${status}` : null;
  }
}

type Come = string | null;

/** One thing that happens: to the licence, and what the model makes of it. */
class Command implements fc.Command<Model, Stored> {
  constructor(
    private readonly words: string,
    private readonly real: (stored: Stored) => void,
    /** @returns the code of the refusal, or null. */
    private readonly expected: (model: Model) => Come,
  ) {}

  check(): boolean {
    return true;
  }

  run(model: Model, stored: Stored): void {
    let code: Come = null;
    try {
      this.real(stored);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      code = error.reasons[0].code;
    }
    expect([this.words, code]).toEqual([this.words, this.expected(model)]);
    assertAlike(model, stored);
  }

  toString(): string {
    return this.words;
  }
}

const at = (hour: number | null): Date | null =>
  hour === null ? null : new Date(START.getTime() + hour * HOUR);

function assertAlike(model: Model, stored: Stored): void {
  expect(stored.status).toBe(model.status);
  const servers = [
    ...(model.older === null ? [] : [{ ...model.older, endsAt: at(model.older.until) }]),
    ...(model.main === null ? [] : [{ ...model.main, endsAt: null }]),
  ].map(({ name, endsAt, terms, limit }) => ({ name, endsAt, terms, termsUntil: at(limit) }));
  const running = stored.rows
    .filter((row) => isRunning(row, stored.now))
    .map(({ serverName: name, endsAt, terms, termsUntil }) => ({
      name,
      endsAt,
      terms,
      termsUntil,
    }));
  const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name);
  expect(running.sort(byName)).toEqual(servers.sort(byName));
}

const activate = (name: string, move: boolean): Command =>
  new Command(
    `activate ${name}${move ? ', moving' : ''}`,
    (stored) => stored.activate(name, move),
    (model) => {
      const { closed, main, older, terms } = model;
      if (closed !== null) return closed;
      const fresh = { name, terms, limit: null };
      if (main?.name === name) model.main = fresh;
      else if (older?.name === name && !move) model.older = { ...fresh, until: older.until };
      else if (older?.name === name && main !== null) {
        model.main = fresh;
        model.older = { ...main, until: older.until };
      } else if (older !== null) return 'LICENSE_MOVE_IN_PROGRESS';
      else if (main !== null && !move) return 'LICENSE_ACTIVE_ELSEWHERE';
      else {
        model.older = main && { ...main, until: model.hour + MOVE_DAYS * 24 };
        model.main = fresh;
      }
      return null;
    },
  );

const deactivate = (name: string | null): Command =>
  new Command(
    `deactivate ${name ?? 'all'}`,
    (stored) => stored.deactivate(name),
    (model) => {
      const { main, older } = model;
      if (main === null || (name !== null && main.name !== name && older?.name !== name))
        return 'LICENSE_NOT_ACTIVE';
      if (name === null) [model.main, model.older] = [null, null];
      else if (older?.name === name) model.older = null;
      else {
        model.main = older && { name: older.name, terms: older.terms, limit: older.limit };
        model.older = null;
      }
      return null;
    },
  );

const changeTerms = (terms: number, downgrade: boolean): Command =>
  new Command(
    `${downgrade ? 'downgrade' : 'upgrade'} to ${terms}`,
    (stored) => stored.changeTerms(terms, downgrade),
    (model) => {
      if (model.ended) return 'LICENSE_ENDED';
      model.terms = terms;
      for (const one of [model.main, model.older]) {
        if (one === null) continue;
        const limit = downgrade ? model.hour + OLD_TERMS_DAYS * 24 : Infinity;
        const least = Math.min(one.limit ?? Infinity, limit);
        one.limit = one.terms === terms || least === Infinity ? null : least;
      }
      return null;
    },
  );

const wait = (hours: number): Command =>
  new Command(
    `wait ${hours} hours`,
    (stored) => (stored.now = new Date(stored.now.getTime() + hours * HOUR)),
    (model) => {
      model.hour += hours;
      if (model.older !== null && model.older.until <= model.hour) model.older = null;
      return null;
    },
  );

const assign = (): Command =>
  new Command(
    'assign',
    (stored) => stored.assign(),
    (model) => {
      if (model.ended || model.suspended) return `LICENSE_${model.status}`;
      if (model.assigned) return 'LICENSE_ASSIGNED';
      model.assigned = true;
      return null;
    },
  );

const suspend = (): Command =>
  new Command(
    'suspend',
    (stored) => stored.happen('SUSPEND'),
    (model) => {
      if (model.ended || model.suspended) return `LICENSE_${model.status}`;
      model.suspended = true;
      return null;
    },
  );

const resume = (): Command =>
  new Command(
    'resume',
    (stored) => stored.happen('RESUME'),
    (model) => {
      if (model.ended) return 'LICENSE_ENDED';
      if (!model.suspended) return 'LICENSE_NOT_SUSPENDED';
      model.suspended = false;
      return null;
    },
  );

const end = (): Command =>
  new Command(
    'end',
    (stored) => stored.end(),
    (model) => {
      if (model.ended) return 'LICENSE_ENDED';
      model.ended = true;
      [model.main, model.older] = [null, null];
      return null;
    },
  );

const server = fc.constantFrom('a.example', 'b.example', 'c.example');
const often = (command: fc.Arbitrary<Command>, times: number): fc.Arbitrary<Command>[] =>
  Array.from({ length: times }, () => command);

/** Anything that can happen; what is rare in life is rare here, so that stories get long. */
export const commands = [
  ...often(
    fc.tuple(server, fc.boolean()).map((given) => activate(...given)),
    6,
  ),
  ...often(fc.option(server).map(deactivate), 2),
  ...often(
    fc.tuple(fc.nat(2), fc.boolean()).map((given) => changeTerms(...given)),
    3,
  ),
  ...often(fc.constantFrom(1, 24, 7 * 24, 29 * 24, 30 * 24).map(wait), 3),
  ...often(fc.constant(null).map(assign), 2),
  ...often(fc.constant(null).map(suspend), 1),
  ...often(fc.constant(null).map(resume), 2),
  fc.nat(9).map((chance) => (chance === 0 ? end() : wait(1))),
];
