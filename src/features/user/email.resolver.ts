import { Resolver } from 'type-graphql';
import type { Call } from '../../graphql/call';
import { perAddress, perPerson } from '../../graphql/limits';
import type { Outcome } from '../../graphql/outcome';
import { Write } from '../../graphql/write';
import type { Context } from '../context';
import {
  RequestEmailVerificationInput,
  RequestEmailVerificationPayload,
  UpdateMyselfInput,
  UpdateMyselfPayload,
  VerifyEmailInput,
  VerifyEmailPayload,
} from './credential.mutation-types';
import type { EmailService } from './email.service';

const HOUR = 3_600;

@Resolver()
export class EmailResolver {
  constructor(private readonly service: EmailService) {}

  @Write(() => RequestEmailVerificationInput, () => RequestEmailVerificationPayload, {
    description:
      "Mails a link that verifies the viewer's address; earlier links stop working. Errors: `ALREADY_VERIFIED` when it is verified already.",
    on: null,
    dryRun: false,
    limits: [perPerson(5, HOUR)],
  })
  requestEmailVerification(
    input: RequestEmailVerificationInput,
    call: Call,
    context: Context,
  ): Promise<Outcome<RequestEmailVerificationPayload>> {
    return this.service.request(input, call, context);
  }

  @Write(() => VerifyEmailInput, () => VerifyEmailPayload, {
    description:
      'Verifies an address with the mailed link. Errors: `LINK_INVALID` when the link was used, replaced, or is older than 30 minutes, `EMAIL_IN_USE` when another user signs in with the address meanwhile.',
    on: null,
    dryRun: false,
    limits: [perAddress(60, HOUR)],
  })
  verifyEmail(input: VerifyEmailInput, call: Call): Promise<Outcome<VerifyEmailPayload>> {
    return this.service.verify(input, call);
  }

  @Write(() => UpdateMyselfInput, () => UpdateMyselfPayload, {
    description:
      "Changes the viewer's name at once, and the address once the link that is mailed to the new one was opened. Errors: `INVALID_CREDENTIALS` when the address is to be changed and the password is wrong, `PASSWORD_SET_BY_HOLDER` when the password was not chosen by the viewer.",
    on: null,
    dryRun: false,
    limits: [perPerson(20, HOUR)],
  })
  updateMyself(
    input: UpdateMyselfInput,
    call: Call,
    context: Context,
  ): Promise<Outcome<UpdateMyselfPayload>> {
    return this.service.update(input, call, context);
  }
}
