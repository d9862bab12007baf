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
} from './credential.inputs';
import type { EmailService } from './email.service';

const HOUR = 3_600;

@Resolver()
export class EmailResolver {
  constructor(private readonly service: EmailService) {}

  @Write(() => RequestEmailVerificationInput, () => RequestEmailVerificationPayload, {
    description:
      "Sends a link to one's own address that proves it; a link sent before works no more. `ALREADY_VERIFIED` when it is proved.",
    on: null,
    rehearsable: false,
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
      'Proves an address by the link that was mailed there. `LINK_INVALID` for a link that was used, replaced, or is older than 30 minutes; `EMAIL_IN_USE` when somebody else has come to sign in with it.',
    on: null,
    rehearsable: false,
    limits: [perAddress(60, HOUR)],
  })
  verifyEmail(input: VerifyEmailInput, call: Call): Promise<Outcome<VerifyEmailPayload>> {
    return this.service.verify(input, call);
  }

  @Write(() => UpdateMyselfInput, () => UpdateMyselfPayload, {
    description:
      "Changes one's own name at once; one's address once the link that is mailed to the new one was opened. `INVALID_CREDENTIALS` when the address is to change and the password is wrong; `PASSWORD_SET_BY_HOLDER` when it is not one's own choice.",
    on: null,
    rehearsable: false,
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
