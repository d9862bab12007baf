import fc from 'fast-check';
import { LicenseStatus } from '../../../src/domain/licensing/license';
import {
  decideEvent,
  LicenseEvent,
  nextStatus,
  type LifeFacts,
  type InstalledVersion,
} from '../../../src/domain/licensing/license-life';
import { Refusal } from '../../../src/domain/refusal';
import { codeOf } from '../refusals';

/**
 * By hand from R29, R30, R34 and R44. `=` stays; `facts` is READY, ACTIVE or REACTIVATION_REQUIRED by what
 * runs (UNASSIGNED for what nobody has); anything else in small letters is the code of the refusal, without
 * its LICENSE_.
 */
const TABLE = `
|                       | ASSIGN    | ACTIVATE   | REACTIVATE | DEACTIVATE | CHANGE_TERMS | SUSPEND   | RESUME        | END   |
| UNASSIGNED            | facts     | unassigned | unassigned | =          | =            | SUSPENDED | not_suspended | ENDED |
| READY                 | assigned  | facts      | facts      | facts      | facts        | SUSPENDED | not_suspended | ENDED |
| ACTIVE                | assigned  | facts      | facts      | facts      | facts        | SUSPENDED | not_suspended | ENDED |
| REACTIVATION_REQUIRED | assigned  | facts      | facts      | facts      | facts        | SUSPENDED | not_suspended | ENDED |
| SUSPENDED             | suspended | suspended  | suspended  | =          | =            | suspended | facts         | ENDED |
| ENDED                 | ended     | ended      | ended      | =          | ended        | ended     | ended         | ended |
`;

const [head = [], ...lines] = TABLE.trim()
  .split('\n')
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
const cells = lines.flatMap(([status, ...row]) =>
  row.map((cell, at) => [status, head[at + 1], cell] as [LicenseStatus, LicenseEvent, string]),
);

const STATUS_OF: Readonly<Record<InstalledVersion, LicenseStatus>> = {
  NOTHING: 'READY',
  CURRENT: 'ACTIVE',
  OUTDATED: 'REACTIVATION_REQUIRED',
};

/** The status that comes of it, or the code of the refusal. */
function came(event: LicenseEvent, facts: LifeFacts): string {
  try {
    return nextStatus(event, facts);
  } catch (error) {
    if (error instanceof Refusal) return codeOf(error.reasons[0]) ?? 'no reason';
    throw error;
  }
}

const running = fc.constantFrom<InstalledVersion>('NOTHING', 'CURRENT', 'OUTDATED');
const event = fc.constantFrom(...Object.values(LicenseEvent));
const status = fc.constantFrom(...Object.values(LicenseStatus));

describe('the life of a license', () => {
  it('every status and event has its cell', () => {
    const all = Object.values(LicenseStatus).flatMap((one) =>
      Object.values(LicenseEvent).map((other) => `${one} ${other}`),
    );
    expect(cells.map(([one, other]) => `${one} ${other}`).sort()).toEqual(all.sort());
  });

  it.each(cells)('R29 R30 R34 R44 %s, %s: %s', (before, happens, cell) => {
    for (const what of ['NOTHING', 'CURRENT', 'OUTDATED'] as const)
      for (const assigned of [true, false]) {
        const after = came(happens, { status: before, assigned, running: what });
        const expected =
          cell === '='
            ? before
            : cell === 'facts'
              ? assigned
                ? STATUS_OF[what]
                : 'UNASSIGNED'
              : cell === cell.toLowerCase()
                ? `LICENSE_${cell.toUpperCase()}`
                : cell;
        expect(after).toBe(expected);
      }
    const refused = cell !== '=' && cell !== 'facts' && cell === cell.toLowerCase();
    expect(codeOf(decideEvent(happens, before))).toBe(
      refused ? `LICENSE_${cell.toUpperCase()}` : null,
    );
  });

  it('R44 nothing leads out of ENDED', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(event, running), { maxLength: 30 }), (happens) => {
        let now: LicenseStatus = 'ENDED';
        for (const [one, what] of happens) {
          const facts = { status: now, assigned: true, running: what };
          if (decideEvent(one, now) === null) now = nextStatus(one, facts);
        }
        expect(now).toBe('ENDED');
      }),
    );
  });

  it('R29 what nobody has is never ready, active or asked to be activated again', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<LicenseStatus>('UNASSIGNED', 'SUSPENDED'),
        fc.array(fc.tuple(event, running), { maxLength: 30 }),
        (first, happens) => {
          let now = first;
          for (const [one, what] of happens.filter(([each]) => each !== 'ASSIGN')) {
            const facts = { status: now, assigned: false, running: what };
            if (decideEvent(one, now) === null) now = nextStatus(one, facts);
          }
          expect(['UNASSIGNED', 'SUSPENDED', 'ENDED']).toContain(now);
        },
      ),
    );
  });

  it('suspended and resumed, a license is what it was by what runs', () => {
    fc.assert(
      fc.property(running, fc.boolean(), (what, assigned) => {
        const facts = { assigned, running: what };
        const before = assigned ? STATUS_OF[what] : 'UNASSIGNED';
        const suspended = nextStatus('SUSPEND', { status: before, ...facts });
        expect(nextStatus('RESUME', { status: suspended, ...facts })).toBe(before);
      }),
    );
  });

  it('R64 the decider and the event agree on what is allowed, whatever runs', () => {
    fc.assert(
      fc.property(status, event, running, fc.boolean(), (one, other, what, assigned) => {
        const code = codeOf(decideEvent(other, one));
        const after = came(other, { status: one, assigned, running: what });
        expect(after === code).toBe(code !== null);
      }),
    );
  });
});
