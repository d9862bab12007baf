import type { Reason } from '../refusal';

/** Who has an address, as a sign-in or as the address of an account that they hold. */
export interface EmailOwner {
  readonly email: string;
  readonly owner: number;
}

export interface UnsettledSpelling {
  readonly spelling: string;
  /** Null when it is no address any more. */
  readonly normalForm: string | null;
}

/** Whether nobody but a person has an address in any of its spellings: then its normal form can become theirs. */
export const isOnlyOf = (
  owner: number,
  { spelling, normalForm }: UnsettledSpelling,
  unsettled: readonly UnsettledSpelling[],
  owners: readonly EmailOwner[],
): boolean => {
  if (normalForm === null) return false;
  const forms = unsettled.filter((one) => one.normalForm === normalForm);
  const spellings = new Set([spelling, normalForm, ...forms.map((one) => one.spelling)]);
  return owners.every((one) => one.owner === owner || !spellings.has(one.email));
};

/** May the addresses of a person get their normal form? One that can is enough. */
export function decideSettleEmail(
  spellings: readonly (UnsettledSpelling & { readonly free: boolean })[],
): Reason | null {
  if (spellings.some(({ free }) => free)) return null;
  if (spellings.length === 0)
    return {
      code: 'NOTHING_TO_SETTLE',
      message: 'All addresses of this person are in their normal form already.',
    };
  return spellings.every(({ normalForm }) => normalForm === null)
    ? {
        code: 'NO_NORMAL_FORM',
        message:
          'This is not a valid address any more. The person chooses another one with updateMyself or updateAccount; replaceHolder gives another holder to an account that nobody can sign in to.',
      }
    : {
        code: 'EMAIL_IN_USE',
        message:
          'Somebody else has this address, in this or another spelling. One of them first changes to another address with updateMyself or updateAccount; replaceHolder gives another holder to an account that nobody can sign in to.',
      };
}
