import fc from 'fast-check';
import {
  decideActivate,
  decideDeactivate,
  isRunning,
  MOVE_DAYS,
  planActivation,
  decideWhichEnd,
  planDeactivation,
  type Installation,
} from '../../../src/domain/licensing/activation';
import { LicenseStatus } from '../../../src/domain/licensing/license';
import { Refusal, type Reason } from '../../../src/domain/refusal';
import { often } from '../often';
import { codeAt, codeOf } from '../refusals';

const DAY = 24 * 3_600_000;
const NOW = new Date('2026-11-21T12:00:00.000Z');
const daysOn = (days: number, from = NOW): Date => new Date(from.getTime() + days * DAY);

const installation = (
  pk: number,
  serverName: string,
  given: Partial<Installation> = {},
): Installation => ({
  pk,
  serverName,
  endsAt: null,
  deactivatedAt: null,
  outdated: false,
  ...given,
});

/** The reason of a refusal; anything else that is thrown is thrown on. */
function refusalOf(work: () => unknown): Reason | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.reasons[0];
    throw error;
  }
}

const ONE = installation(1, 'one.example');
const OLD = installation(1, 'old.example', { endsAt: daysOn(10) });
const NEW = installation(2, 'new.example');
const license = (status: LicenseStatus, ...installations: Installation[]) => ({
  status,
  installations,
});
const here = (serverName: string, move = false) => ({ serverName, move });

describe('what an activation comes to', () => {
  it('R35 the first server is simply activated', () => {
    const plan = planActivation(license('READY'), here('one.example'), NOW);
    expect(plan).toEqual({ runsAs: null, ends: [], status: 'ACTIVE' });
  });

  it.each([false, true])('R34 the server that it runs on is activated again (move: %s)', (move) => {
    const plan = planActivation(
      license('REACTIVATION_REQUIRED', ONE),
      here('One.EXAMPLE', move),
      NOW,
    );
    expect(plan).toEqual({ runsAs: ONE, ends: [], status: 'ACTIVE' });
  });

  it('R35 another server is refused unless it says move, and is told which one runs', () => {
    const reason = refusalOf(() =>
      planActivation(license('ACTIVE', ONE), here('two.example'), NOW),
    );
    expect(reason).toMatchObject({ code: 'LICENSE_ACTIVE_ELSEWHERE', field: ['serverName'] });
    expect(reason?.message).toContain('one.example');
  });

  it('R35 with a move the older server ends after 30 days to the millisecond', () => {
    const plan = planActivation(license('ACTIVE', ONE), here('two.example', true), NOW);
    expect(plan).toEqual({
      runsAs: null,
      ends: [{ installation: ONE, endsAt: new Date('2026-12-21T12:00:00.000Z') }],
      status: 'ACTIVE',
    });
  });

  it.each([false, true])('R35 a third server is refused during a move (move: %s)', (move) => {
    const reason = refusalOf(() =>
      planActivation(license('ACTIVE', OLD, NEW), here('third.example', move), NOW),
    );
    expect(codeAt(reason)).toBe('LICENSE_MOVE_IN_PROGRESS at serverName');
  });

  it('R35 moving back calls the move off: the other one ends when the first would have', () => {
    const plan = planActivation(license('ACTIVE', OLD, NEW), here('old.example', true), NOW);
    expect(plan.ends).toEqual([
      { installation: OLD, endsAt: null },
      { installation: NEW, endsAt: OLD.endsAt },
    ]);
  });

  it.each([false, true])(
    'R35 what a move left to run alone is activated again (move: %s)',
    (move) => {
      const plan = planActivation(license('ACTIVE', OLD), here('old.example', move), NOW);
      expect(plan).toEqual({ runsAs: OLD, ends: [], status: 'ACTIVE' });
    },
  );

  it('R34 the older server of a move says nothing about the terms that the newer one runs on', () => {
    const both = license('REACTIVATION_REQUIRED', OLD, { ...NEW, outdated: true });
    expect(planActivation(both, here('old.example'), NOW)).toEqual({
      runsAs: OLD,
      ends: [],
      status: 'REACTIVATION_REQUIRED',
    });
    expect(planActivation(both, here('new.example'), NOW).status).toBe('ACTIVE');
  });

  it('R35 a server whose 30 days are over counts no more, from that very millisecond on', () => {
    const [end, both] = [OLD.endsAt as Date, license('ACTIVE', OLD, NEW)];
    const before = new Date(end.getTime() - 1);
    const third = here('third.example', true);
    expect(codeOf(refusalOf(() => planActivation(both, third, before)))).toBe(
      'LICENSE_MOVE_IN_PROGRESS',
    );
    expect(planActivation(both, third, end).ends).toEqual([
      { installation: NEW, endsAt: daysOn(MOVE_DAYS, end) },
    ]);
    expect(codeOf(refusalOf(() => planActivation(both, here('old.example'), end)))).toBe(
      'LICENSE_ACTIVE_ELSEWHERE',
    );
  });

  it('R35 a server that was deactivated does not count', () => {
    const gone = { ...ONE, deactivatedAt: daysOn(-1) };
    const plan = planActivation(license('READY', gone), here('one.example'), NOW);
    expect(plan).toEqual({ runsAs: null, ends: [], status: 'ACTIVE' });
  });

  it.each([
    ['UNASSIGNED', 'LICENSE_UNASSIGNED'],
    ['SUSPENDED', 'LICENSE_SUSPENDED'],
    ['ENDED', 'LICENSE_ENDED'],
  ] as const)(
    'R29 nothing activates what is %s, not even the server that it ran on',
    (status, code) => {
      for (const given of [license(status), license(status, ONE), license(status, OLD, NEW)])
        for (const server of ['one.example', 'two.example'])
          expect(codeOf(refusalOf(() => planActivation(given, here(server, true), NOW)))).toBe(
            code,
          );
      expect(codeOf(decideActivate({ status }))).toBe(code);
    },
  );
});

describe('what a deactivation comes to', () => {
  it('R35 two that run are not both meant by saying nothing', () => {
    const which = (given: ReturnType<typeof license>, key: number | null, all: boolean) =>
      codeAt(decideWhichEnd(given, { key, all }, NOW));
    const two = license('ACTIVE', OLD, NEW);
    expect(which(two, null, false)).toBe('SEVERAL_RUN at activationId');
    expect(which(two, OLD.pk, true)).toBe('ONE_OR_ALL at all');
    expect([which(two, OLD.pk, false), which(two, null, true)]).toEqual([null, null]);
    expect(decideWhichEnd(two, { key: null, all: false }, NOW)?.message).toContain(
      'old.example and new.example',
    );
    expect(which(license('ACTIVE', ONE), null, false)).toBeNull();
    // One that has ended is not among those that run.
    const gone = { ...OLD, deactivatedAt: daysOn(-1) };
    expect(which(license('ACTIVE', gone, NEW), null, false)).toBeNull();
  });

  it.each([
    ['ACTIVE', 'READY'],
    ['REACTIVATION_REQUIRED', 'READY'],
    ['SUSPENDED', 'SUSPENDED'],
    ['ENDED', 'ENDED'],
  ] as const)('R35 all of it: what was %s is %s', (status, after) => {
    const plan = planDeactivation(license(status, OLD, NEW), null, NOW);
    expect(plan).toEqual({ ended: [OLD, NEW], runsOn: null, status: after });
  });

  it('R35 ending the newer server of a move lets the older one run on', () => {
    const plan = planDeactivation(license('ACTIVE', OLD, NEW), NEW.pk, NOW);
    expect(plan).toEqual({ ended: [NEW], runsOn: OLD, status: 'ACTIVE' });
  });

  it('R34 what is called back from a move with former terms has to be activated again', () => {
    const former = { ...OLD, outdated: true };
    const plan = planDeactivation(license('ACTIVE', former, NEW), NEW.pk, NOW);
    expect(plan).toEqual({ ended: [NEW], runsOn: former, status: 'REACTIVATION_REQUIRED' });
    const back = planActivation(license('ACTIVE', former, NEW), here('old.example', true), NOW);
    expect(back.status).toBe('ACTIVE');
  });

  it('R29 what is in stock stays there, whatever ends on it', () => {
    expect(planDeactivation(license('UNASSIGNED', ONE), null, NOW).status).toBe('UNASSIGNED');
  });

  it('R35 ending the older one changes nothing for the newer one', () => {
    const plan = planDeactivation(license('ACTIVE', OLD, NEW), OLD.pk, NOW);
    expect(plan).toEqual({ ended: [OLD], runsOn: null, status: 'ACTIVE' });
  });

  it('R35 an installation that has ended, or is none of this license, is refused', () => {
    const given = license('ACTIVE', { ...OLD, endsAt: NOW }, NEW);
    for (const key of [OLD.pk, 99])
      expect(refusalOf(() => planDeactivation(given, key, NOW))).toMatchObject({
        code: 'LICENSE_NOT_ACTIVE',
        field: ['activationId'],
      });
  });

  it('R35 what runs nowhere cannot be deactivated', () => {
    const given = license('READY', { ...ONE, deactivatedAt: NOW });
    expect(codeAt(refusalOf(() => planDeactivation(given, null, NOW)))).toBe('LICENSE_NOT_ACTIVE');
    expect(codeAt(refusalOf(() => planDeactivation(given, 1, NOW)))).toBe(
      'LICENSE_NOT_ACTIVE at activationId',
    );
    expect(codeOf(decideDeactivate(given, NOW))).toBe('LICENSE_NOT_ACTIVE');
    expect(codeOf(decideDeactivate(license('READY'), NOW))).toBe('LICENSE_NOT_ACTIVE');
    expect(decideDeactivate(license('ACTIVE', ONE), NOW)).toBeNull();
    // One that runs is enough.
    const gone = { ...OLD, deactivatedAt: NOW };
    expect(decideDeactivate(license('ACTIVE', gone, NEW), NOW)).toBeNull();
    expect(codeAt(refusalOf(() => planDeactivation(license('ACTIVE', gone, NEW), 1, NOW)))).toBe(
      'LICENSE_NOT_ACTIVE at activationId',
    );
  });
});

/** A license as the store would hold it, to which plans are applied. */
class Model {
  now = NOW;
  status: LicenseStatus = 'READY';
  installations: readonly Installation[] = [];
  /** When the move that is under way ends; null when there is none. */
  deadline: Date | null = null;

  get running(): Installation[] {
    return this.installations.filter((one) => isRunning(one, this.now));
  }

  get servers(): string[] {
    return this.running.map(({ serverName }) => serverName.toLowerCase()).sort();
  }

  activate(serverName: string, move: boolean): void {
    const plan = planActivation(this, { serverName, move }, this.now);
    for (const {
      installation: { pk },
      endsAt,
    } of plan.ends)
      this.change(pk, { endsAt });
    if (plan.runsAs === null)
      this.installations = [
        ...this.installations,
        Object.freeze(installation(this.installations.length + 1, serverName)),
      ];
    this.status = plan.status;
  }

  deactivate(key: number | null): void {
    const plan = planDeactivation(this, key, this.now);
    for (const { pk } of plan.ended) this.change(pk, { deactivatedAt: this.now });
    if (plan.runsOn !== null) this.change(plan.runsOn.pk, { endsAt: null });
    this.status = plan.status;
  }

  private change(pk: number, change: Partial<Installation>): void {
    this.installations = this.installations.map((one) =>
      one.pk === pk ? Object.freeze({ ...one, ...change }) : one,
    );
  }
}

type Step =
  | { readonly kind: 'activate'; readonly server: string; readonly move: boolean }
  | { readonly kind: 'deactivate'; readonly which: number | null }
  | { readonly kind: 'wait'; readonly hours: number }
  | { readonly kind: 'become'; readonly status: LicenseStatus };

const server = fc.constantFrom('a.example', 'A.Example', 'b.example', 'B.EXAMPLE', 'c.example');
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('activate'), server, move: fc.boolean() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('deactivate'),
      which: fc.option(fc.integer({ min: 1, max: 4 })),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('wait'),
      hours: fc.oneof(fc.integer({ min: 0, max: 48 }), fc.constantFrom(719, 720, 721)),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('become'),
      status: fc.constantFrom(...Object.values(LicenseStatus)),
    }),
  },
);

describe('whatever happens to a license, in whatever order', () => {
  const seen = new Map<string, number>();
  const count = (what: string): void => void seen.set(what, (seen.get(what) ?? 0) + 1);

  /** One activation, and what must hold of every one. */
  function activated(model: Model, serverName: string, move: boolean): void {
    const before = { servers: model.servers, running: model.running, text: JSON.stringify(model) };
    const name = serverName.toLowerCase();
    const known = before.servers.includes(name);
    const closed = ['UNASSIGNED', 'SUSPENDED', 'ENDED'].includes(model.status);
    const reason = refusalOf(() => model.activate(serverName, move));
    count(reason?.code ?? 'activated');
    if (closed) expect(reason?.code).toBe(`LICENSE_${model.status}`);
    else if (before.servers.length === 2 && !known)
      expect(reason?.code).toBe('LICENSE_MOVE_IN_PROGRESS');
    else if (before.servers.length === 1 && !known && !move)
      expect(reason?.code).toBe('LICENSE_ACTIVE_ELSEWHERE');
    else expect(reason).toBeNull();
    if (reason !== null) {
      expect(JSON.stringify(model)).toBe(before.text);
      return;
    }
    expect(model.servers).toContain(name);
    // Without a move, what runs is what ran, or the first server.
    if (!move && before.servers.length > 0) expect(model.running).toEqual(before.running);
    const moving = before.running.find(({ endsAt }) => endsAt !== null);
    if (move && moving?.serverName.toLowerCase() === name) {
      count('moved back');
      expect(model.running.find(({ pk }) => pk === moving.pk)?.endsAt).toBeNull();
    }
    if (before.servers.length === 1 && !known) {
      count('moved');
      model.deadline = daysOn(MOVE_DAYS, model.now);
    }
  }

  function deactivated(model: Model, which: number | null): void {
    const text = JSON.stringify(model);
    const { status } = model;
    const reason = refusalOf(() => model.deactivate(which));
    count(reason === null ? 'deactivated' : 'not deactivated');
    if (reason !== null) {
      expect(JSON.stringify(model)).toBe(text);
      return;
    }
    if (which === null) expect(model.servers).toEqual([]);
    if (model.servers.length === 0) {
      const open = status === 'ACTIVE' || status === 'REACTIVATION_REQUIRED';
      expect(model.status).toBe(open ? 'READY' : status);
    }
    // Of a move that lost one of its servers the other runs without an end.
    for (const { endsAt } of model.running) expect(endsAt).toBeNull();
  }

  it('R29 R34 R35 it never runs on more servers, or for longer, than it may', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 30 }), (steps) => {
        const model = new Model();
        for (const one of steps) {
          if (one.kind === 'activate') activated(model, one.server, one.move);
          else if (one.kind === 'deactivate') deactivated(model, one.which);
          else if (one.kind === 'wait') model.now = daysOn(one.hours / 24, model.now);
          else model.status = one.status;
          const { running } = model;
          expect(running.length).toBeLessThanOrEqual(2);
          expect(new Set(model.servers).size).toBe(running.length);
          // Whatever is moved to and fro: the one that ends does so when the first move said.
          const ends = running.flatMap(({ endsAt }) => (endsAt === null ? [] : [endsAt]));
          expect(ends).toEqual(running.length === 2 ? [model.deadline] : []);
          if (running.length === 2) {
            count('two');
            expect(ends[0]?.getTime()).toBeLessThanOrEqual(daysOn(MOVE_DAYS, model.now).getTime());
          }
        }
      }),
      { numRuns: often(2_000) },
    );
    // Random steps reach all of it; a property that meets none of the cases proves nothing.
    for (const what of [
      'activated',
      'moved',
      'moved back',
      'two',
      'deactivated',
      'not deactivated',
      'LICENSE_ACTIVE_ELSEWHERE',
      'LICENSE_MOVE_IN_PROGRESS',
      'LICENSE_UNASSIGNED',
      'LICENSE_SUSPENDED',
      'LICENSE_ENDED',
    ])
      expect([what, (seen.get(what) ?? 0) > often(100)]).toEqual([what, true]);
  });
});
