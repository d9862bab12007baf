import { Passwords } from '../../src/auth/passwords';
import { Sealer } from '../../src/database/sealing';
import { OUTBOX_SEAL } from '../../src/features/outbox/outbox.repository';
import { postDocument } from './post';
import { withoutLeft, type GraphError, type TestApplication } from './test-application';
import type { UserError } from './write';

/** Whose X-Forwarded-For the tests' server believes: each request then comes from where it says. */
export const BEHIND_A_PROXY = { TRUSTED_PROXIES: '127.0.0.0/8,::1,::ffff:127.0.0.0/104' };

/** Passwords that nobody guesses. */
export const STRONG = 'marble otter lantern quietly';
export const OTHER = 'seventeen paper kites over Ghent';
export const THIRD = 'no violin ever sank in mustard';

const passwords = new Passwords({ memoryKiB: 64, passes: 1 });
export const hashed = (password: string): Promise<string> => passwords.hash(password);

export interface Sender {
  readonly bearer?: string | null;
  /** Value of the session's cookie. */
  readonly cookie?: string | null;
  /** Value of the device cookie. */
  readonly device?: string | null;
  /** Network address; one that nobody else has unless given. */
  readonly from?: string;
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Heard {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors: readonly GraphError[];
  readonly status: number;
  readonly text: string;
  /** Session that the answer puts into the cookie; empty when it takes it out, null when it leaves it. */
  readonly cookie: string | null;
  /** Device cookie that the answer sets; null when it leaves it. */
  readonly device: string | null;
}

let strangers = 0;
const stranger = (): string => {
  const n = ++strangers;
  return `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`;
};

/** Sends a document the way a browser or a back end would. */
export async function ask(
  test: TestApplication,
  query: string,
  variables: object = {},
  {
    bearer = null,
    cookie = null,
    device = null,
    from = stranger(),
    key,
    headers = {},
  }: Sender = {},
): Promise<Heard> {
  const jar = [
    ...(cookie === null ? [] : [`keyhold_session=${cookie}`]),
    ...(device === null ? [] : [`keyhold_device=${device}`]),
  ];
  const response = await postDocument(
    test.server,
    { query, variables },
    {
      'x-forwarded-for': from,
      ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
      ...(jar.length === 0 ? {} : { cookie: jar.join('; ') }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
      ...headers,
    },
  );
  const body = JSON.parse(response.text) as { data?: Heard['data']; errors?: GraphError[] };
  const set = response.headers['set-cookie'] ?? [];
  const put = (name: string): string | null =>
    set
      .find((one) => one.startsWith(`${name}=`))
      ?.slice(name.length + 1)
      .split(';')[0] ?? null;
  return {
    data: body.data ?? null,
    errors: body.errors ?? [],
    status: response.status,
    text: withoutLeft(response.text),
    cookie: put('keyhold_session'),
    device: put('keyhold_device'),
  };
}

export interface Done<Payload> extends Heard {
  readonly payload: (Payload & { readonly userErrors: readonly UserError[] }) | null;
  /** Codes of everything that was wrong; empty when it went well. */
  readonly codes: readonly unknown[];
}

/** Sends one mutation; `selection` is what is asked of the payload. */
export async function send<Payload extends object = object>(
  test: TestApplication,
  name: string,
  input: object,
  selection = '',
  sender: Sender = {},
): Promise<Done<Payload>> {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input!`;
  const heard = await ask(
    test,
    `mutation ($input: ${type}) { ${name}(input: $input) { ${selection} userErrors { code message field } } }`,
    { input },
    sender,
  );
  const payload = (heard.data?.[name] ?? null) as Done<Payload>['payload'];
  return {
    ...heard,
    payload,
    codes: [
      ...heard.errors.map(({ extensions }) => extensions['code']),
      ...(payload?.userErrors ?? []).map(({ code }) => code),
    ],
  };
}

/** Signs in for a token. */
export const signIn = (
  test: TestApplication,
  email: string,
  password: string,
  more: object = {},
  sender: Sender = {},
): Promise<Done<{ readonly token: string | null }>> =>
  send(test, 'signIn', { email, password, returnToken: true, ...more }, 'token', sender);

/** Address of whoever a credential speaks for; null for nobody. */
export async function speaksFor(test: TestApplication, sender: Sender): Promise<string | null> {
  const { data } = await ask(test, '{ viewer { user { email } } }', {}, sender);
  return (data?.['viewer'] as { user: { email: string } | null } | null)?.user?.email ?? null;
}

export interface Letter {
  readonly event: string;
  readonly to: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, string>>;
}

/** Mails that wait to be sent, the oldest first, as their readers will have them. */
export async function letters(test: TestApplication, to?: string): Promise<Letter[]> {
  const rows = await test.dataSource.query<
    { event: string; parameters: string; secrets: Buffer | null }[]
  >("SELECT event, parameters, secrets FROM outbox_messages WHERE channel = 'mail' ORDER BY id");
  const sealer = new Sealer(1, test.config.sealKey);
  return rows
    .map(({ event, parameters, secrets }): Letter => {
      const given = JSON.parse(parameters) as { to: { email: string } };
      const unsealed = secrets === null ? '{}' : sealer.unseal(secrets, OUTBOX_SEAL);
      return {
        event,
        to: given.to.email,
        parameters: given,
        secrets: JSON.parse(unsealed) as Record<string, string>,
      };
    })
    .filter((letter) => to === undefined || letter.to === to);
}

/** Token of the link in the last mail to an address. @throws when there is none. */
export async function lastLink(test: TestApplication, to: string, event: string): Promise<string> {
  const all = await letters(test, to);
  const token = all.filter((one) => one.event === event).at(-1)?.secrets['token'];
  if (token === undefined) throw new Error(`No ${event} was mailed to ${to}`);
  return token;
}

/** Every value of every table, as bytes. */
export async function everyValue(test: TestApplication): Promise<Buffer[]> {
  const values: Buffer[] = [];
  for (const { tableName } of test.dataSource.entityMetadatas)
    for (const row of await test.dataSource.query<object[]>(`SELECT * FROM \`${tableName}\``))
      for (const value of Object.values(row) as unknown[])
        values.push(Buffer.isBuffer(value) ? value : Buffer.from(String(value)));
  return values;
}

export const minutes = (count: number): number => count * 60_000;
