import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, print, separateOperations, type DocumentNode } from 'graphql';
import { Buyer } from '../features/purchase/buyer';
import { Shop } from '../features/purchase/shop';
import { TestApplication } from '../support/test-application';
import { write } from '../support/write';
import { STORY_ENVIRONMENT } from './acts';
import { Mailbox, read } from './mailbox';

const DOCUMENTS = separateOperations(
  parse(readFileSync(join(__dirname, '../../schema/operations/support.graphql'), 'utf8')),
);
const LINK = /support-request\?token=(\S+)/;
const CARLA = 'carla@northwind.test';
const SUPPORT = 'sue@keyhold.test';

interface Request {
  readonly id: string;
  readonly number: string;
  readonly status: string;
  readonly openedBy: string;
  readonly incidentUsedAt: string | null;
}
interface Followed {
  readonly number: string;
  readonly status: string;
  readonly messages: readonly { readonly author: string; readonly body: string }[];
}

describe('a support contact who uses up one bought incident', () => {
  let test: TestApplication;
  let holder: Buyer;
  let staff: string;
  let shop: Shop;
  const mailbox = new Mailbox();

  beforeAll(async () => {
    test = await TestApplication.start(STORY_ENVIRONMENT, { mailTransport: mailbox });
    shop = await Shop.over(test);
    holder = await Buyer.of(shop, { name: 'Northwind' });
    const sue = { fullName: 'Sue Support', email: SUPPORT, staffRole: 'SUPPORT' } as const;
    staff = await test.tokenFor(await shop.make.user(sue));
  });
  afterAll(() => test.stop());

  /** Sends a document that clients are given. @throws when it is refused. */
  const send = async <Answer>(
    name: string,
    variables: Record<string, unknown>,
    token: string | null,
  ): Promise<Answer> => {
    const document = print(DOCUMENTS[name] as DocumentNode);
    const { data, errors, text } = await test.graph(document, variables, token);
    if (errors.length > 0) throw new Error(text);
    return Object.values(data ?? {})[0] as Answer;
  };
  const writes = async (name: string, input: object, token: string | null) => {
    const { supportRequest: request, userErrors } = await send<{
      readonly supportRequest: Request | null;
      readonly userErrors: readonly { readonly code: string }[];
    }>(name, { input }, token);
    return { request, codes: userErrors.map(({ code }) => code) };
  };
  const left = async (): Promise<number> =>
    (
      await send<{ supportIncidentsLeft: number }>(
        'SupportRequests',
        { accountId: holder.id },
        holder.token,
      )
    ).supportIncidentsLeft;
  const follow = (token: string): Promise<Followed | null> =>
    send('FollowSupportRequestByLink', { token }, null);
  const newest = async (address: string) => {
    const mail = (await mailbox.of(test, address)).at(-1);
    if (mail === undefined) throw new Error(`${address} got no mail`);
    return mail;
  };

  it('R9 R17 R21 R68 asks by phone, follows by mail and link alone, and is out the moment that the holder says so', async () => {
    // The holder names somebody, and buys one incident.
    const contact = {
      ...{ firstName: 'Carla', lastName: 'Contact', email: CARLA, country: 'DE' },
      receives: ['SUPPORT'],
    };
    const { payload } = await write<{ contact: { id: string } }>(
      test,
      holder.token,
      'addContact',
      { accountId: holder.id, ...contact },
      'contact { id }',
    );
    const contactId = payload?.contact.id ?? '';
    await holder.card();
    await holder.add({
      kind: 'SUPPORT_INCIDENT',
      supportProductId: shop.id('SupportProduct', shop.support),
    });
    expect((await holder.checkout()).codes).toEqual([]);
    expect(await left()).toBe(1);

    // Support may not act on her word yet, and then may.
    const question = {
      ...{ contactId, subject: 'Mail is rejected', message: 'Since this morning.' },
      useIncident: true,
    };
    expect((await writes('RecordSupportRequest', question, staff)).codes).toEqual([
      'CONTACT_NOT_AUTHORIZED',
    ]);
    const authorize = (supportAuthorized: boolean) =>
      write(test, holder.token, 'updateContact', { contactId, supportAuthorized });
    expect((await authorize(true)).codes).toEqual([]);
    expect(await mailbox.of(test, CARLA)).toEqual([]);
    const { request, codes } = await writes('RecordSupportRequest', question, staff);
    expect(codes).toEqual([]);
    expect(request).toMatchObject({
      status: 'OPEN',
      openedBy: 'Carla Contact',
      incidentUsedAt: test.now.toISOString(),
    });
    expect(await left()).toBe(0);
    const { number = '', id: supportRequestId = '' } = request ?? {};

    // She reads it by the link of her mail, and replies; support reads that in its own.
    const first = await newest(CARLA);
    expect(first.subject).toBe(`Support request ${number} was recorded`);
    const token = read(first, LINK);
    expect(await follow(token)).toMatchObject({
      number,
      messages: [{ author: 'Carla Contact', body: 'Since this morning.' }],
    });
    const message = 'It says that the SPF record cannot be read.';
    expect((await writes('ReplyBySupportLink', { token, message }, null)).codes).toEqual([]);
    expect((await newest(SUPPORT)).text).toContain(message);

    // Support notes, which she never sees, and answers.
    const note = { supportRequestId, note: 'The resolver of ours is down.' };
    expect((await writes('AddSupportNote', note, staff)).codes).toEqual([]);
    const answer = { supportRequestId, message: 'A fault of ours. It is mended.' };
    expect((await writes('ReplyToSupportRequest', answer, staff)).codes).toEqual([]);
    const second = await newest(CARLA);
    expect(second.text).toContain(answer.message);
    for (const { text, html } of await mailbox.of(test, CARLA))
      expect(`${text}${html}`).not.toContain('resolver of ours');
    const followed = await follow(read(second, LINK));
    expect(followed?.messages.map(({ body }) => body)).toEqual([
      'Since this morning.',
      message,
      answer.message,
    ]);

    // There is no second incident; this one is given back, for the fault was the vendor's.
    expect((await writes('RecordSupportRequest', question, staff)).codes).toEqual([
      'NO_INCIDENT_LEFT',
    ]);
    const back = { supportRequestId, reason: 'A fault of ours' };
    expect((await writes('ReturnSupportIncident', back, staff)).request).toMatchObject({
      incidentUsedAt: null,
    });
    expect(await left()).toBe(1);

    // The holder takes the authorization away: no link works, at once and for good.
    expect((await authorize(false)).codes).toEqual([]);
    for (const link of [token, read(second, LINK)]) {
      expect(await follow(link)).toBeNull();
      const late = { token: link, message: 'Hello?' };
      expect((await writes('ReplyBySupportLink', late, null)).codes).toEqual(['LINK_INVALID']);
    }
    expect((await authorize(true)).codes).toEqual([]);
    expect(await follow(token)).toBeNull();
    const mails = (await mailbox.of(test, CARLA)).length;
    expect((await authorize(false)).codes).toEqual([]);
    const later = { supportRequestId, message: 'Is all well?' };
    expect((await writes('ReplyToSupportRequest', later, staff)).codes).toEqual([]);
    expect(await mailbox.of(test, CARLA)).toHaveLength(mails);
    const { messages } = await send<{ messages: { nodes: { body: string }[] } }>(
      'FollowSupportRequest',
      { id: supportRequestId },
      holder.token,
    );
    expect(messages.nodes.map(({ body }) => body)).toEqual([
      'Since this morning.',
      message,
      answer.message,
      later.message,
    ]);
    expect(await holder.gaps()).toEqual([]);
  });
});
