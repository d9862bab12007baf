import { Resolver } from 'type-graphql';
import type { Call } from '../../graphql/call';
import { perAddress, perPerson } from '../../graphql/limits';
import type { Outcome } from '../../graphql/outcome';
import { Write } from '../../graphql/write';
import type { Context } from '../context';
import {
  ChangePasswordInput,
  ChangePasswordPayload,
  RequestPasswordResetInput,
  RequestPasswordResetPayload,
  ResetPasswordInput,
  ResetPasswordPayload,
} from './credential.inputs';
import type { PasswordService } from './password.service';
import { fromNetwork } from './sign-in-limits';

const HOUR = 3_600;

@Resolver()
export class PasswordResolver {
  constructor(private readonly service: PasswordService) {}

  @Write(() => ChangePasswordInput, () => ChangePasswordPayload, {
    description:
      "Changes one's own password, ends every other session at once, and gives this one another token. With a one-time password nothing else opens before. `INVALID_CREDENTIALS` when the current one is wrong, `PASSWORD_EXPIRED` when it is a one-time password that was mailed more than 14 days ago, `WEAK_PASSWORD` when the new one is too easy to guess, `PASSWORD_SET_BY_HOLDER` when a holder chose it once.",
    on: null,
    rehearsable: false,
    limits: [perPerson(10, HOUR / 4)],
  })
  changePassword(
    input: ChangePasswordInput,
    call: Call,
    context: Context,
  ): Promise<Outcome<ChangePasswordPayload>> {
    return this.service.change(input, call, context);
  }

  @Write(() => RequestPasswordResetInput, () => RequestPasswordResetPayload, {
    description:
      'Sends a link by which a new password can be chosen, to whoever has the address; a link sent before works no more. An address that was asked about ten times in an hour gets no other mail while its last link is younger than 15 minutes: that link goes on working. Five requests an hour for an address from one network. The answer is the same, and takes as long, when nobody has it.',
    on: null,
    rehearsable: false,
    limits: [
      perAddress(30, HOUR),
      // A stranger's requests are none of the owner's.
      {
        by: 'email',
        of: ({ email }, { client }) => fromNetwork(email, client),
        most: 5,
        seconds: HOUR,
      },
    ],
  })
  requestPasswordReset(
    input: RequestPasswordResetInput,
    call: Call,
  ): Promise<Outcome<RequestPasswordResetPayload>> {
    return this.service.request(input, call);
  }

  @Write(() => ResetPasswordInput, () => ResetPasswordPayload, {
    description:
      'Chooses a new password by a mailed link and ends every session of the person, and any wait for signing in that failures have caused. `LINK_INVALID` for a link that was used, replaced, or is older than 30 minutes; `WEAK_PASSWORD`, and `PASSWORD_UNCHANGED` and `PASSWORD_SET_BY_HOLDER` for what a holder chose, which leave the link as it is.',
    on: null,
    rehearsable: false,
    limits: [perAddress(60, HOUR)],
  })
  resetPassword(
    input: ResetPasswordInput,
    call: Call,
    context: Context,
  ): Promise<Outcome<ResetPasswordPayload>> {
    return this.service.reset(input, call, context);
  }
}
