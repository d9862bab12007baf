import fc from 'fast-check';
import { dayOf, startOfDay } from '../../../src/domain/billing/day-of';

describe('dayOf', () => {
  it.each([
    // Month edges: winter and summer time, east and west, whole hours and quarters.
    ['2025-01-31T22:59:59.999Z', 'Europe/Berlin', '2025-01-31'],
    ['2025-01-31T23:00:00.000Z', 'Europe/Berlin', '2025-02-01'],
    ['2025-07-31T21:59:59.999Z', 'Europe/Berlin', '2025-07-31'],
    ['2025-07-31T22:00:00.000Z', 'Europe/Berlin', '2025-08-01'],
    ['2025-03-01T04:59:59.999Z', 'America/New_York', '2025-02-28'],
    ['2025-03-01T05:00:00.000Z', 'America/New_York', '2025-03-01'],
    ['2024-03-01T04:59:59.999Z', 'America/New_York', '2024-02-29'],
    ['2024-12-31T18:14:59.999Z', 'Asia/Kathmandu', '2024-12-31'],
    ['2024-12-31T18:15:00.000Z', 'Asia/Kathmandu', '2025-01-01'],
    ['2024-12-31T10:00:00.000Z', 'Pacific/Kiritimati', '2025-01-01'],
    ['2025-01-01T10:59:59.999Z', 'Pacific/Pago_Pago', '2024-12-31'],
    ['2025-01-31T23:59:59.999Z', 'UTC', '2025-01-31'],
    ['2025-02-01T00:00:00.000Z', 'UTC', '2025-02-01'],
    // The day clocks go forward has 23 hours: both its ends.
    ['2025-03-29T23:00:00.000Z', 'Europe/Berlin', '2025-03-30'],
    ['2025-03-30T21:59:59.999Z', 'Europe/Berlin', '2025-03-30'],
    ['2025-03-30T22:00:00.000Z', 'Europe/Berlin', '2025-03-31'],
    // The day they go back has 25.
    ['2025-10-25T22:00:00.000Z', 'Europe/Berlin', '2025-10-26'],
    ['2025-10-26T22:59:59.999Z', 'Europe/Berlin', '2025-10-26'],
    ['2025-10-26T23:00:00.000Z', 'Europe/Berlin', '2025-10-27'],
    ['2025-11-02T03:59:59.999Z', 'America/New_York', '2025-11-01'],
    ['2025-11-03T04:59:59.999Z', 'America/New_York', '2025-11-02'],
    ['2025-11-03T05:00:00.000Z', 'America/New_York', '2025-11-03'],
    // A day without a midnight, a day that never was, and half an hour of summer time.
    ['2018-11-04T02:59:59.999Z', 'America/Sao_Paulo', '2018-11-03'],
    ['2018-11-04T03:00:00.000Z', 'America/Sao_Paulo', '2018-11-04'],
    ['2011-12-30T09:59:59.999Z', 'Pacific/Apia', '2011-12-29'],
    ['2011-12-30T10:00:00.000Z', 'Pacific/Apia', '2011-12-31'],
    ['2025-04-30T13:30:00.000Z', 'Australia/Lord_Howe', '2025-05-01'],
    ['2025-10-31T13:00:00.000Z', 'Australia/Lord_Howe', '2025-11-01'],
  ])('R52 %s in %s is %s', (instant, timeZone, day) => {
    expect(dayOf(new Date(instant), timeZone)).toBe(day);
  });

  it('R52 in UTC the day is the one the instant is written with', () => {
    const instants = fc.date({
      min: new Date('1000-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59.999Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instants, (instant) => {
        expect(dayOf(instant, 'UTC')).toBe(instant.toISOString().slice(0, 10));
      }),
    );
  });

  it('R52 zones are not mixed up, however often and in whatever order they are asked', () => {
    const instant = new Date('2025-01-01T04:30:00Z');
    for (let round = 0; round < 3; round += 1) {
      expect(dayOf(instant, 'America/New_York')).toBe('2024-12-31');
      expect(dayOf(instant, 'Europe/Berlin')).toBe('2025-01-01');
    }
  });

  it('R52 a formatter is built once for each zone', () => {
    const constructor = jest.spyOn(Intl, 'DateTimeFormat');
    try {
      for (let hour = 0; hour < 50; hour += 1) {
        dayOf(new Date(hour * 3_600_000), 'Asia/Tokyo');
      }
      expect(constructor).toHaveBeenCalledTimes(1);
    } finally {
      constructor.mockRestore();
    }
  });

  it('R52 an unknown zone, no instant, and years outside 1000 to 9999 are refused', () => {
    expect(() => dayOf(new Date(0), 'Mars/Olympus')).toThrow(RangeError);
    expect(() => dayOf(new Date(NaN), 'UTC')).toThrow(RangeError);
    expect(() => dayOf(new Date('+010000-01-01T00:00:00Z'), 'UTC')).toThrow(RangeError);
    expect(() => dayOf(new Date('0999-12-31T00:00:00Z'), 'UTC')).toThrow(RangeError);
    expect(() => dayOf(new Date('-001500-06-15T00:00:00Z'), 'UTC')).toThrow(RangeError);
  });
});

describe('startOfDay', () => {
  it.each([
    ['2025-02-01', 'UTC', '2025-02-01T00:00:00.000Z'],
    ['2025-02-01', 'Europe/Berlin', '2025-01-31T23:00:00.000Z'],
    ['2025-08-01', 'Europe/Berlin', '2025-07-31T22:00:00.000Z'],
    // Both ends of the days on which clocks change.
    ['2025-03-30', 'Europe/Berlin', '2025-03-29T23:00:00.000Z'],
    ['2025-03-31', 'Europe/Berlin', '2025-03-30T22:00:00.000Z'],
    ['2025-10-26', 'Europe/Berlin', '2025-10-25T22:00:00.000Z'],
    ['2025-10-27', 'Europe/Berlin', '2025-10-26T23:00:00.000Z'],
    ['2025-01-01', 'Pacific/Kiritimati', '2024-12-31T10:00:00.000Z'],
    ['2025-01-01', 'Pacific/Pago_Pago', '2025-01-01T11:00:00.000Z'],
    ['2025-01-01', 'Asia/Kathmandu', '2024-12-31T18:15:00.000Z'],
    // A day without a midnight, and the one after a day that never was.
    ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
    ['2011-12-31', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
  ] as const)('R69 %s in %s begins at %s', (day, timeZone, instant) => {
    expect(startOfDay(day, timeZone).toISOString()).toBe(instant);
  });

  it('R69 is of the day, and the minute before is not', () => {
    const zones = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), zones, (number, zone) => {
        const day = dayOf(new Date(number * 86_400_000), 'UTC');
        const start = startOfDay(day, zone);
        expect(dayOf(start, zone)).toBe(day);
        expect(dayOf(new Date(start.getTime() - 60_000), zone) < day).toBe(true);
      }),
    );
  });
});
