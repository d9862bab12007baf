import { refuse } from '../../domain/refusal';
import type { Call } from '../../graphql/call';
import { RowRef, type Outcome } from '../../graphql/outcome';
import {
  normalizeVatNumber,
  type UpdateAccountInput,
  type UpdateAccountPayload,
} from './account.mutation-types';
import { sendAccountVerification } from './account-email';
import { AccountRepository, type Profile } from './account.repository';
import { decideVatNumber } from './vat-number';

/** What the holder does to the account itself (R3, R4). */
export class AccountService {
  /** Changes what the input gives of the profile. */
  updateProfile(call: Call, input: UpdateAccountInput): Promise<Outcome<UpdateAccountPayload>> {
    return call.commit(async (unit) => {
      const accounts = new AccountRepository(unit.tx);
      const account = new RowRef('Account', call.target.pk);
      const before = await accounts.lock(call.scope, account.key);
      const { vatNumber } = input;
      const after: Profile = {
        name: input.name ?? before.name,
        email: input.email ?? before.email,
        address: input.address ?? before.address,
        country: input.country ?? before.country,
        vatNumber:
          vatNumber === undefined ? before.vatNumber : vatNumber && normalizeVatNumber(vatNumber),
      };
      // One that is left as it is, while the country changes, brings no reverse charge any more.
      if (vatNumber !== undefined) refuse(decideVatNumber(after.country, after.vatNumber));
      await accounts.update(call.scope, account.key, after, call.now);
      // Given again, it is mailed another link.
      const confirmationSent =
        input.email !== undefined &&
        (await sendAccountVerification(unit, call, account.key, after.name));
      unit.audit({
        subject: account,
        accountId: account.key,
        before: { ...before },
        after: { ...after },
      });
      return { account, confirmationSent };
    });
  }
}
