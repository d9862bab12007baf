import { PersonRepository } from '../../auth/person.repository';
import { isDuplicate } from '../../database/failures';
import { CredentialScope } from '../../database/scope';
import { decideSettleEmail } from '../../domain/people/settle-email';
import { Refusal, refuse } from '../../domain/refusal';
import type { Call, Unit } from '../../graphql/call';
import { RowRef, type Outcome } from '../../graphql/outcome';
import { sendAccountVerification } from '../account/account-email';
import { mail } from '../outbox/mail';
import { newLink } from '../user/links';
import { UnsettledEmailsRepository } from './unsettled-emails.repository';
import type { SettleEmailInput, SettleEmailPayload } from './unsettled-emails.types';

type Spelling = { readonly from: string; readonly to: string };
type Person = { readonly pk: number; readonly email: string; readonly fullName: string };

/**
 * Addresses of a person get their normal form, once nobody else has it: no other mailbox, and nothing merges. It
 * counts as proved when the link that is mailed there was opened.
 */
export class EmailSettlement {
  /** @throws Refusal NOTHING_TO_SETTLE, NO_NORMAL_FORM, EMAIL_IN_USE. */
  async settle({ reason }: SettleEmailInput, call: Call): Promise<Outcome<SettleEmailPayload>> {
    const { scope, target } = call;
    try {
      return await call.commit(async (unit) => {
        const emails = new UnsettledEmailsRepository(unit.tx);
        const person = { pk: target.pk, ...(await emails.lock(scope, target.pk)) };
        const [{ spellings } = { spellings: [] }] = await emails.ofPeople(scope, [target.pk]);
        refuse(decideSettleEmail(spellings));
        for (const { spelling: from, normalForm: to, free } of spellings)
          if (free && to !== null) await this.respell(unit, call, person, { from, to }, reason);
        return { user: new RowRef('User', target.pk) };
      });
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      throw new Refusal({
        code: 'EMAIL_IN_USE',
        message: 'Another user signs in with this address meanwhile.',
      });
    }
  }

  private async respell(
    unit: Unit,
    call: Call,
    person: Person,
    { from, to }: Spelling,
    reason: string,
  ): Promise<void> {
    const { scope, now } = call;
    const emails = new UnsettledEmailsRepository(unit.tx);
    const signsIn = person.email === from;
    const changed = { before: { email: from }, after: { email: to }, reason };
    if (signsIn) {
      // Links that went to the former spelling open nothing any more.
      const credential = new CredentialScope(from);
      await new PersonRepository(unit.tx).removeLinks(credential, [
        'VERIFY_EMAIL',
        'RESET_PASSWORD',
      ]);
      await emails.giveEmail(scope, person.pk, to);
      unit.audit({ subject: new RowRef('User', person.pk), accountId: null, ...changed });
    }
    const accounts = await emails.giveAccountsEmail(scope, person.pk, from, to);
    await emails.settled(scope, from, to);
    unit.send(
      mail('email-respelled', { email: from, name: person.fullName }, null, { reason }, null),
    );
    if (signsIn) {
      const token = await newLink(unit.tx, 'VERIFY_EMAIL', { email: to }, now);
      const reader = { email: to, name: person.fullName };
      unit.send(mail('email-verification', reader, null, { account: null }, { token }));
    }
    for (const { pk, name } of accounts) {
      unit.audit({ subject: new RowRef('Account', pk), accountId: pk, ...changed });
      await sendAccountVerification(unit, call, pk, name);
    }
  }
}
