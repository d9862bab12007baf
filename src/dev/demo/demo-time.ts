import {
  addDays,
  addMonths,
  firstDay,
  monthOf,
  type Day,
  type Month,
} from '../../domain/billing/calendar';
import { dayOf, startOfDay } from '../../domain/billing/day-of';
import type { Random } from './random';

const MINUTE = 60_000;
const HOUR = 60;
/** Minutes into its day at which the demo's story ends: after the billing run, before office hours. */
const STORY_END = HOUR;

/** The demo's calendar: everything in it lies before the first hour of `today` is over. */
export class DemoTime {
  readonly thisMonth: Month;
  readonly yesterday: Day;
  /** The end of the story: nothing later has happened. */
  readonly now: Date;
  private readonly midnights = new Map<Day, number>();

  constructor(
    readonly today: Day,
    private readonly timeZone: string,
  ) {
    this.thisMonth = monthOf(today);
    this.yesterday = addDays(today, -1);
    this.now = this.at(today, STORY_END);
  }

  /** That many minutes into a day of the billing time zone. */
  at(day: Day, minutes: number): Date {
    return new Date(this.midnight(day) + minutes * MINUTE);
  }

  /** The day of the billing time zone on which something happened. */
  dayOf(at: Date): Day {
    return dayOf(at, this.timeZone);
  }

  monthsAgo(count: number): Month {
    return monthOf(addMonths(firstDay(this.thisMonth), -count));
  }

  /** A moment before noon; today, within the first hour. */
  morning(day: Day, random: Random): Date {
    return this.at(day, day === this.today ? random.whole(10, 30) : random.whole(8 * HOUR, 719));
  }

  /** A moment after noon; today, within the first hour. */
  afternoon(day: Day, random: Random): Date {
    return this.at(day, day === this.today ? random.whole(31, 59) : random.whole(720, 18 * HOUR));
  }

  /** The day, or yesterday when that is still to come. */
  notAfterYesterday(day: Day): Day {
    return day > this.yesterday ? this.yesterday : day;
  }

  /** The first instant of a day. */
  private midnight(day: Day): number {
    const known = this.midnights.get(day);
    if (known !== undefined) return known;
    const found = startOfDay(day, this.timeZone).getTime();
    this.midnights.set(day, found);
    return found;
  }
}
