import type { TestApplication } from './test-application';

/** What a payload says its payer does next. */
export interface Action {
  readonly paymentId?: string;
  readonly clientSecret: string | null;
  readonly redirectUrl: string | null;
}

/** Answers the sandbox's bank, as a person does on its page. @returns the status of the page. */
export async function answerBank(
  test: TestApplication,
  action: Action | null | undefined,
  verb: 'confirm' | 'refuse',
): Promise<number> {
  const { pathname } = new URL(action?.redirectUrl ?? 'http://no.where/');
  return (await test.http().post(`${pathname}/${verb}`)).status;
}
