import { Resolver } from 'type-graphql';
import type { Call } from '../../graphql/call';
import { perAddress } from '../../graphql/limits';
import type { Outcome } from '../../graphql/outcome';
import { Write } from '../../graphql/write';
import { fromNetwork } from '../user/sign-in-limits';
import { SignUpInput, SignUpPayload } from './sign-up.mutation-types';
import type { SignUpService } from './sign-up.service';

const HOUR = 3_600;

@Resolver()
export class SignUpResolver {
  constructor(private readonly service: SignUpService) {}

  @Write(() => SignUpInput, () => SignUpPayload, {
    description:
      'Opens an account with its holder. The holder can sign in after opening the link that is mailed to the address. Result and response time do not reveal whether a user with the address exists. Errors: `WEAK_PASSWORD`.',
    on: null,
    dryRun: false,
    limits: [
      perAddress(20, HOUR),
      {
        by: 'email',
        of: ({ email }, { client }) => fromNetwork(email, client),
        most: 5,
        seconds: HOUR,
      },
    ],
    queues: true,
  })
  signUp(input: SignUpInput, call: Call): Promise<Outcome<SignUpPayload>> {
    return this.service.signUp(input, call);
  }
}
