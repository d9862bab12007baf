import { addDays, type Day } from '../billing/calendar';

/** How many days before its end people are mailed of maintenance (R15); 0: once it has ended. */
export const MAINTENANCE_STEPS = [60, 30, 7, 0] as const;
export type MaintenanceStep = (typeof MAINTENANCE_STEPS)[number];

/** After so many days nobody is mailed of an end that was missed: it is no news. */
const LATEST = 14;

/** The licenses that are at a step on a day. */
export interface StepWindow {
  readonly step: MaintenanceStep;
  /** Last days of maintenance, the first and the last that are meant. */
  readonly from: Day;
  readonly to: Day;
  /** The step begins so many days before the last day; below 0 after it. */
  readonly lead: number;
}

/**
 * Which licenses are at which step on a day, by the last day of their maintenance: each at one step, the latest that
 * has begun. So days that nobody looked leave out steps instead of bringing several at once.
 */
export function stepsOn(today: Day): StepWindow[] {
  return MAINTENANCE_STEPS.map((step, at) => {
    const next = MAINTENANCE_STEPS[at + 1];
    if (next === undefined)
      return { step, from: addDays(today, -LATEST), to: addDays(today, -1), lead: -1 };
    return {
      step,
      from: addDays(today, next === 0 ? 0 : next + 1),
      to: addDays(today, step),
      lead: step,
    };
  });
}

/**
 * The step of which people are to be mailed on a day; null when there is none. They are mailed of a step once: what
 * was renewed meanwhile ends later, and its steps begin later.
 * @param endsOn - last day of maintenance
 * @param notifiedOn - when they were last mailed; null when never
 */
export function stepDue(endsOn: Day, notifiedOn: Day | null, today: Day): MaintenanceStep | null {
  const window = stepsOn(today).find(({ from, to }) => from <= endsOn && endsOn <= to);
  if (window === undefined) return null;
  const begins = addDays(endsOn, -window.lead);
  return notifiedOn === null || notifiedOn < begins ? window.step : null;
}
