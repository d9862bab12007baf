import type { ReactNode } from 'react';
import { ONE_TIME_PASSWORD_DAYS } from '../../domain/people/one-time-password';
import type { LicenseChange } from '../../domain/mail/account-mails';
import { money } from './invoice-letters';
import { Action, Facts, Note, Paragraph, type Row } from './letter-parts';
import type { Letters } from './letter.types';

type LicenseEvent =
  | 'lease-assigned'
  | 'resold-license-assigned'
  | 'lease-stopped'
  | 'license-key-delivery'
  | 'license-key-replaced'
  | 'license-replaced'
  | 'license-modified'
  | 'account-created';

interface Licensed {
  readonly product: string;
  readonly addOns: readonly string[];
}

const licensed = ({ product, addOns }: Licensed): (Row | null)[] => [
  ['Product', product],
  addOns.length === 0 ? null : ['Add-ons', addOns.join(', ')],
];
const keyed = (key: string | undefined): Row | null =>
  key === undefined ? null : ['License key', key];

/** In place of a key, for those who may not see it (R15). */
const NoKey = ({ home }: { readonly home: string }): ReactNode => (
  <Note>
    The license key is not in this mail. People with permission to see it find it at {home}
  </Note>
);

/** `Contoso has` or `Your license was`, by whether a partner did it. */
const CHANGES: Readonly<Record<LicenseChange, readonly [by: string, was: string]>> = {
  MODIFIED: ['has modified your license', 'Your license was modified'],
  RENEWED: [
    'has renewed the maintenance of your license',
    'The maintenance of your license was renewed',
  ],
  REINSTATED: [
    'has reinstated the maintenance of your license',
    'The maintenance of your license was reinstated',
  ],
  ENDED: ['has ended your license', 'Your license has ended'],
  REVERSED: ['has ended your license', 'Your license has ended'],
};

/** Letters to partners and customers about licenses. */
export const LICENSE_LETTERS: Letters<LicenseEvent> = {
  'lease-assigned': ({ parameters, secrets: { key }, formats, links }) => {
    const { account, number, customerEmail, startedOn, amounts } = parameters;
    return {
      subject: `Lease ${number} has started`,
      body: (
        <>
          <Paragraph>
            A lease of the account {account} was started for {customerEmail}, who was sent the
            license key.
          </Paragraph>
          <Facts
            rows={[
              ['Lease', number],
              ...licensed(parameters),
              ['Customer', customerEmail],
              ['Start', formats.day(startedOn)],
              amounts === null ? null : ['Monthly price', money(formats, amounts.monthlyPrice)],
              keyed(key),
            ]}
          />
          {key === undefined && <NoKey home={links.home} />}
          <Note>It is billed, in use or not, until it is stopped at {links.home}</Note>
        </>
      ),
    };
  },

  'resold-license-assigned': ({ parameters, secrets: { key }, links }) => ({
    subject: `${parameters.product} was assigned`,
    body: (
      <>
        <Paragraph>
          A license that {parameters.account} resells was assigned to {parameters.customerEmail}. An
          assignment is final. The customer was sent the license key.
        </Paragraph>
        <Facts
          rows={[...licensed(parameters), ['Customer', parameters.customerEmail], keyed(key)]}
        />
        {key === undefined && <NoKey home={links.home} />}
      </>
    ),
  }),

  'lease-stopped': ({ parameters, secrets: { key }, formats }) => ({
    subject: 'Your license has ended',
    body: (
      <>
        <Paragraph>
          {parameters.by === null ? 'The lease' : `${parameters.by} has stopped the lease`} of a
          license of the account {parameters.account}
          {parameters.by === null && ' was stopped'}. The license ended with it and can no longer be
          activated.
        </Paragraph>
        <Facts
          rows={[
            ...licensed(parameters),
            ['Stopped', formats.day(parameters.stoppedOn)],
            keyed(key),
          ]}
        />
        {parameters.by !== null && <Note>If you did not expect this, ask {parameters.by}.</Note>}
      </>
    ),
  }),

  'license-key-delivery': ({ parameters, secrets: { key }, links }) => ({
    subject: `Your license for ${parameters.product}`,
    body: (
      <>
        <Paragraph>
          {parameters.by === null
            ? `There is a new license on the account ${parameters.account}`
            : `${parameters.by} has assigned a license to the account ${parameters.account}`}
          . It can be activated at once.
        </Paragraph>
        <Facts rows={[...licensed(parameters), keyed(key)]} />
        {key === undefined ? (
          <NoKey home={links.home} />
        ) : (
          <Note>Anybody who has the key can activate the license: keep it secret.</Note>
        )}
      </>
    ),
  }),

  'license-key-replaced': ({ parameters, secrets: { key }, formats, links }) => ({
    subject: `New license key for ${parameters.product}`,
    body: (
      <>
        <Paragraph>
          The key of a license of the account {parameters.account} was replaced, because the former
          key has become known to others. From now on the former key activates no other server.
        </Paragraph>
        <Facts
          rows={[
            ...licensed(parameters),
            parameters.customerEmail === null ? null : ['Customer', parameters.customerEmail],
            key === undefined ? null : ['New license key', key],
            ['Former key ends', formats.day(parameters.formerKeyEndsOn)],
          ]}
        />
        <Paragraph>
          A server that is active keeps running. Enter the new key there by{' '}
          {formats.day(parameters.formerKeyEndsOn)}: then the former key ends.
        </Paragraph>
        {key === undefined ? (
          <NoKey home={links.home} />
        ) : (
          <Note>Anybody who has the key can activate the license: keep it secret.</Note>
        )}
      </>
    ),
  }),

  'license-replaced': ({ parameters, secrets: { key }, formats, links }) => {
    const { account, product, customerName, maintenanceTo } = parameters;
    return {
      subject: `${product} is in stock again`,
      body: (
        <>
          <Paragraph>
            A license of the account {account} was assigned to {customerName} by mistake. That
            license has ended. A replacement with a new key is in your stock, and can be assigned.
            Nothing is charged for it.
          </Paragraph>
          <Facts
            rows={[
              ...licensed(parameters),
              ['Assigned by mistake to', customerName],
              maintenanceTo === null ? null : ['Maintenance until', formats.day(maintenanceTo)],
              key === undefined ? null : ['New license key', key],
            ]}
          />
          {key === undefined && <NoKey home={links.home} />}
        </>
      ),
    };
  },

  'license-modified': ({ parameters, secrets: { key }, formats, links }) => {
    const { account, by, change, maintenanceTo, reactivation, oldTermsUntil } = parameters;
    const [has, was] = CHANGES[change];
    const over = change === 'ENDED' || change === 'REVERSED';
    return {
      subject: over ? 'Your license has ended' : 'Your license was modified',
      body: (
        <>
          <Paragraph>
            {by === null ? was : `${by} ${has}`}. It belongs to the account {account}
            {over
              ? `, and can no longer be activated, because ${change === 'ENDED' ? 'its purchase was taken back' : 'it was put there by mistake'}.`
              : '. Its present terms:'}
          </Paragraph>
          <Facts
            rows={[
              ...licensed(parameters),
              maintenanceTo === null || over
                ? null
                : ['Maintenance until', formats.day(maintenanceTo)],
              keyed(key),
            ]}
          />
          {reactivation && (
            <Paragraph>
              Please activate it again on its server. Until then the former terms apply
              {oldTermsUntil === null ? '' : `, until ${formats.day(oldTermsUntil)} at most`}.
            </Paragraph>
          )}
          {key === undefined && <NoKey home={links.home} />}
        </>
      ),
    };
  },

  'account-created': ({ parameters, secrets: { password, token, key }, email, links, sender }) => ({
    subject:
      parameters.keyless === true
        ? `Your account, and ${parameters.product}`
        : `Your account, and your license for ${parameters.product}`,
    body: (
      <>
        <Paragraph>
          {parameters.by === null
            ? `Thank you for your order at ${sender}`
            : `${parameters.by} has assigned a license to you`}
          . The {parameters.by === null && 'new '}account {parameters.account} was created for it,
          and you are its holder.
          {parameters.keyless !== true && ' The license can be activated at once.'}
        </Paragraph>
        <Facts
          rows={[
            ...licensed(parameters),
            keyed(key),
            ['User name', email],
            password === undefined ? null : ['One-time password', password],
          ]}
        />
        {key === undefined && parameters.keyless !== true && <NoKey home={links.home} />}
        {token === undefined ? (
          <Action href={links.home}>Sign in</Action>
        ) : (
          <Action href={links.resetPassword(token)}>Choose a password</Action>
        )}
        {token !== undefined ? (
          <Note>
            The link works once, for 30 minutes. Later on, request a new one on the sign-in page, at{' '}
            {links.home}
          </Note>
        ) : password === undefined ? (
          <Note>Sign in with your present password.</Note>
        ) : (
          <Note>
            The one-time password is valid for {ONE_TIME_PASSWORD_DAYS} days. After signing in you
            first choose a new password. If it has expired or is lost, request a new one on the
            sign-in page.
          </Note>
        )}
        {parameters.by === null && (
          <Note>
            If you ordered nothing, somebody else gave your address. Nothing was charged to you;
            please tell our support.
          </Note>
        )}
      </>
    ),
  }),
};
