import { parseMonth, type Month } from '../../../src/domain/billing/calendar';
import { reportedMonths } from '../../../src/domain/billing/lease-report';

const month = (text: string): Month => parseMonth(text);
const of = (from: string | null, to: string, most = 24): readonly string[] | string =>
  reportedMonths(
    { from: from === null ? null : month(from), to: month(to) },
    { most, byDefault: 12 },
  );

describe('R46 the months of a report', () => {
  it('are those from one to another, both included', () => {
    expect(of('2026-11', '2027-02')).toEqual(['2026-11', '2026-12', '2027-01', '2027-02']);
    expect(of('2026-11', '2026-11')).toEqual(['2026-11']);
  });

  it('are twelve unless it is said from when', () => {
    expect(of(null, '2026-11')).toHaveLength(12);
    expect(of(null, '2026-11')[0]).toBe('2025-12');
  });

  it('are at most as many as can be asked for, and never none', () => {
    expect(of('2024-12', '2026-11')).toHaveLength(24);
    expect(of('2024-11', '2026-11')).toBe('TOO_MANY');
    expect(of('1000-01', '9999-12')).toBe('TOO_MANY');
    expect(of('2026-12', '2026-11')).toBe('BACKWARDS');
  });

  it('are counted to both ends of the calendar', () => {
    expect(of(null, '9999-12')).toHaveLength(12);
    expect(of('9999-11', '9999-12')).toEqual(['9999-11', '9999-12']);
    expect(of(null, '1000-03')).toEqual(['1000-01', '1000-02', '1000-03']);
    expect(of('1000-01', '1000-01')).toEqual(['1000-01']);
  });
});
