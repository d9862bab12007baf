import { Resolver } from 'type-graphql';
import type { Call } from '../../graphql/call';
import type { Outcome } from '../../graphql/outcome';
import { Write } from '../../graphql/write';
import { UpdateAccountInput, UpdateAccountPayload } from './account.inputs';
import type { AccountService } from './account.service';

@Resolver()
export class ProfileResolver {
  constructor(private readonly accounts: AccountService) {}

  @Write(() => UpdateAccountInput, () => UpdateAccountPayload, {
    description: "Changes an account's profile (R3, R4).",
    on: { type: 'Account', id: 'accountId' },
    rehearsable: true,
  })
  updateAccount(input: UpdateAccountInput, call: Call): Promise<Outcome<UpdateAccountPayload>> {
    return this.accounts.updateProfile(call, input);
  }
}
