import { Resolver } from 'type-graphql';
import type { Call } from '../../graphql/call';
import type { Outcome } from '../../graphql/outcome';
import { perPerson } from '../../graphql/limits';
import { Write } from '../../graphql/write';
import { UpdateAccountInput, UpdateAccountPayload } from './account.mutation-types';
import type { AccountService } from './account.service';

@Resolver()
export class ProfileResolver {
  constructor(private readonly accounts: AccountService) {}

  @Write(() => UpdateAccountInput, () => UpdateAccountPayload, {
    description:
      "Changes an account's profile. A new e-mail address takes effect at once, but nothing is assigned to the account by it until it is verified by the link that is mailed there.",
    on: { type: 'Account', id: 'accountId' },
    dryRun: true,
    limits: [perPerson(100, 3_600)],
  })
  updateAccount(input: UpdateAccountInput, call: Call): Promise<Outcome<UpdateAccountPayload>> {
    return this.accounts.updateProfile(call, input);
  }
}
