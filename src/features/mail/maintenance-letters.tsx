import type { ReactNode } from 'react';
import type { MaintainedLicense } from '../../domain/mail/account-mails';
import type { MaintenanceStep } from '../../domain/licensing/maintenance-notice';
import type { Formats } from './formats';
import { Action, Facts, Note, Paragraph, type Row } from './letter-parts';
import type { Given, Letters } from './letter.types';

type Event = 'maintenance-ending' | 'resold-maintenance-ending';

const whenOf = (step: MaintenanceStep): string =>
  step === 0 ? 'has ended' : `ends within ${step} days`;

/** `2 × SmarterMail Enterprise 250 with Message Archiving, sold by Contoso`, after its last day. */
function rowOf(formats: Formats, license: MaintainedLicense): Row {
  const { count, product, addOns, by, customerName, endsOn } = license;
  const words = [
    count === 1 ? product : `${count} × ${product}`,
    addOns.length === 0 ? '' : ` with ${addOns.join(', ')}`,
    by === null ? '' : `, sold by ${by}`,
    customerName === null ? '' : `, ${customerName}`,
  ];
  return [formats.day(endsOn), words.join('')];
}

const Licenses = ({
  given,
}: {
  readonly given: Pick<Given<Event>, 'parameters' | 'formats'>;
}): ReactNode => {
  const { licenses, further } = given.parameters;
  return (
    <Facts
      rows={[
        ['Last day', 'License'],
        ...licenses.map((license) => rowOf(given.formats, license)),
        further === 0 ? null : ['', `and ${further} further licenses`],
      ]}
    />
  );
};

/** Looks at what can be renewed: the page that it leads to asks before it does anything. */
const Renew = ({
  given,
}: {
  readonly given: Pick<Given<Event>, 'parameters' | 'links'>;
}): ReactNode => {
  const { renewal, step } = given.parameters;
  if (renewal === null) return null;
  return (
    <>
      <Action href={given.links.renewals(renewal)}>
        {step === 0 ? 'Put the reinstatement into the cart' : 'Put the renewal into the cart'}
      </Action>
      <Note>
        You sign in, confirm, and look at the cart. Nothing is bought until you check out.
      </Note>
    </>
  );
};

/** Letters about Maintenance and Support that ends. */
export const MAINTENANCE_LETTERS: Letters<Event> = {
  'maintenance-ending': (given) => {
    const { account, step, licenses } = given.parameters;
    return {
      subject: `Maintenance and Support ${whenOf(step)}`,
      body: (
        <>
          <Paragraph>
            Maintenance and Support of licenses of the account {account} {whenOf(step)}.{' '}
            {step === 0
              ? 'It can be reinstated from the day on which that is bought, at a surcharge.'
              : 'A renewal extends it by 12 months from its last day, however early it is bought.'}
          </Paragraph>
          <Licenses given={given} />
          {licenses.some(({ by }) => by !== null) && (
            <Paragraph>
              Licenses that a partner sold to you are renewed by the partner: please ask there.
            </Paragraph>
          )}
          <Renew given={given} />
        </>
      ),
    };
  },

  'resold-maintenance-ending': (given) => {
    const { account, step } = given.parameters;
    return {
      subject: `Maintenance and Support of your customers' licenses ${whenOf(step)}`,
      body: (
        <>
          <Paragraph>
            Maintenance and Support of licenses that {account} sold, or has in stock, {whenOf(step)}
            .
          </Paragraph>
          <Licenses given={given} />
          <Renew given={given} />
        </>
      ),
    };
  },
};
