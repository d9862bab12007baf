import fc from 'fast-check';
import { isRunning, MOVE_DAYS } from '../../../src/domain/licensing/activation';
import { OLD_TERMS_DAYS } from '../../../src/domain/licensing/terms';
import { Refusal } from '../../../src/domain/refusal';
import { START, type Model, type Stored } from './life-model';

const HOUR = 3_600_000;

type Come = string | null;

/** One thing that happens: to the license, and what the model makes of it. */
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
