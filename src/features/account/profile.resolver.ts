import { Resolver } from 'type-graphql';
import type { Call } from '../../graphql/call';
import type { Outcome } from '../../graphql/outcome';
import { perPerson } from '../../graphql/limits';
import { Write } from '../../graphql/write';
import { UpdateAccountInput, UpdateAccountPayload } from './account.inputs';
import type { AccountService } from './account.service';

@Resolver()
export class ProfileResolver {
  constructor(private readonly accounts: AccountService) {}

  @Write(() => UpdateAccountInput, () => UpdateAccountPayload, {
    description:
      "Changes an account's profile. Another e-mail address counts at once, but for what is assigned by it: that waits until the link that is mailed there is opened.",
    on: { type: 'Account', id: 'accountId' },
    rehearsable: true,
    limits: [perPerson(100, 3_600)],
  })
  updateAccount(input: UpdateAccountInput, call: Call): Promise<Outcome<UpdateAccountPayload>> {
    return this.accounts.updateProfile(call, input);
  }
}
