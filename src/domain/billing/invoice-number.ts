/** The number of an invoice or credit note: `INV-2026-000123`; one series for each calendar year (R54). */
export const invoiceNumber = (year: number, count: number): string =>
  `INV-${year}-${String(count).padStart(6, '0')}`;
