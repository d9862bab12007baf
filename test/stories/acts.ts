import type { TestApplication } from '../support/test-application';
import { write } from '../support/write';

/** As what the stories run: a vendor with a sandbox and mail. */
export const STORY_ENVIRONMENT = {
  PAYMENT_GATEWAY: 'sandbox',
  TAX_RATES: 'DE=19',
  MAIL_FROM: 'Keyhold <keyhold@localhost>',
  PUBLIC_URL: 'http://localhost:4000',
};

/** What somebody does, which has to go well. @throws when it was refused. */
export async function act<Payload extends object>(
  test: TestApplication,
  token: string | null,
  name: string,
  input: object,
  selection: string,
): Promise<Payload> {
  const { payload, codes, text } = await write<Payload>(test, token, name, input, selection);
  if (payload === null || codes.length > 0) throw new Error(`${name}: ${text}`);
  return payload;
}

/** Signs in. @returns the session. */
export const signedIn = async (
  test: TestApplication,
  email: string,
  password: string,
): Promise<string> => {
  const input = { email, password, returnToken: true };
  return (await act<{ token: string }>(test, null, 'signIn', input, 'token')).token;
};
