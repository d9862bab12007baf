import { Refusal } from '../../domain/refusal';

/** A code that is wrong, was taken before, or is too old. */
export const invalidCode = (): Refusal =>
  new Refusal({
    code: 'INVALID_CODE',
    message: 'This code is wrong, was used before, or has expired.',
    field: ['code'],
  });
