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
} from './credential.mutation-types';
import type { PasswordService } from './password.service';
import { fromNetwork } from './sign-in-limits';

const HOUR = 3_600;

@Resolver()
export class PasswordResolver {
  constructor(private readonly service: PasswordService) {}

  @Write(() => ChangePasswordInput, () => ChangePasswordPayload, {
    description:
      "Changes the viewer's password, ends all other sessions at once, and gives this one a new token. After signing in with a one-time password nothing else is allowed before. Errors: `INVALID_CREDENTIALS` when the present password is wrong, `PASSWORD_EXPIRED` when it is a one-time password mailed more than 14 days ago, `WEAK_PASSWORD` when the new one is too easy to guess, `PASSWORD_SET_BY_HOLDER` when a holder once set the new one.",
    on: null,
    dryRun: false,
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
      'Mails a link to choose a new password, if a user has the address; earlier links stop working. After ten requests for an address in an hour no new mail is sent while the last link is younger than 15 minutes: that link keeps working. At most five requests an hour for an address from one network. Result and response time do not reveal whether a user has the address.',
    on: null,
    dryRun: false,
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
      'Chooses a new password with a mailed link, ends all sessions of the person, and lifts rate limits that failed sign-ins have caused. Errors: `LINK_INVALID` when the link was used, replaced, or is older than 30 minutes, `WEAK_PASSWORD`, `PASSWORD_UNCHANGED` when it is the present password, `PASSWORD_SET_BY_HOLDER` when a holder once set it. After the last two and `WEAK_PASSWORD` the link still works.',
    on: null,
    dryRun: false,
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
