import type { Reason } from '../refusal';
import { schemaEnum } from '../schema-enum';

export const SupportRequestStatus = schemaEnum(
  'SupportRequestStatus',
  'Status of a support request.',
  {
    OPEN: 'Support has to answer.',
    ANSWERED: 'Support has answered; the customer can reply.',
    CLOSED: 'Closed; it can be reopened.',
  },
);
export type SupportRequestStatus = keyof typeof SupportRequestStatus;

export const SupportMessageKind = schemaEnum(
  'SupportMessageKind',
  'Kind of a message of a support request.',
  {
    CUSTOMER: 'Written by the customer.',
    STAFF: "Written by the vendor's staff.",
    NOTE: 'Internal note of the staff, which customers never see.',
  },
);
export type SupportMessageKind = keyof typeof SupportMessageKind;

/** What decides about a request. */
export interface SupportRequestState {
  readonly status: SupportRequestStatus;
}

const CLOSED: Reason = {
  code: 'SUPPORT_REQUEST_CLOSED',
  message: 'The support request is closed: reopen it first.',
};

/** Whether staff can record a request on the word of a contact (R9). */
export const decideRecord = ({
  supportAuthorized,
}: {
  readonly supportAuthorized: boolean;
}): Reason | null => (supportAuthorized ? null : CONTACT_NOT_AUTHORIZED);

export const CONTACT_NOT_AUTHORIZED: Reason = {
  code: 'CONTACT_NOT_AUTHORIZED',
  message:
    'This contact is not authorized for support: the holder of the account can authorize it.',
};

/** Whether a contact can write to its request, by a link that reopens nothing. */
export const decideReplyByLink = ({ status }: SupportRequestState): Reason | null =>
  status === 'CLOSED'
    ? {
        code: 'SUPPORT_REQUEST_CLOSED',
        message: 'The support request is closed: ask support to reopen it.',
      }
    : null;

/** How long a mailed link opens a request, in milliseconds: 30 days. The next mail has a new one. */
export const SUPPORT_LINK_LIFE = 30 * 24 * 3_600_000;

/** Whether a request can use up one of the support incidents that the account has left. */
export const decideUseIncident = (
  { status, incidentUsed }: SupportRequestState & { readonly incidentUsed: boolean },
  left: number,
): Reason | null => {
  if (status === 'CLOSED') return CLOSED;
  if (incidentUsed)
    return {
      code: 'INCIDENT_ALREADY_USED',
      message: 'The support request has used up a support incident already.',
    };
  return left > 0 ? null : NO_INCIDENT_LEFT;
};

export const NO_INCIDENT_LEFT: Reason = {
  code: 'NO_INCIDENT_LEFT',
  message: 'The account has no support incident left: buy one first.',
};

/** Whether staff can give a request's incident back, be it closed or not. */
export const decideReturnIncident = ({
  incidentUsed,
}: {
  readonly incidentUsed: boolean;
}): Reason | null =>
  incidentUsed
    ? null
    : {
        code: 'NO_INCIDENT_USED',
        message: 'The support request has not used up a support incident.',
      };

/** Whether somebody can write to it, or change it; notes are written whatever the state. */
export const decideReply = ({ status }: SupportRequestState): Reason | null =>
  status === 'CLOSED' ? CLOSED : null;

export const decideClose = ({ status }: SupportRequestState): Reason | null =>
  status === 'CLOSED'
    ? { code: 'SUPPORT_REQUEST_CLOSED', message: 'The support request is closed already.' }
    : null;

export const decideReopen = ({ status }: SupportRequestState): Reason | null =>
  status === 'CLOSED'
    ? null
    : { code: 'SUPPORT_REQUEST_OPEN', message: 'The support request is not closed.' };

/** What becomes of a request when somebody writes to it. A note changes nothing. */
export const afterMessage = (
  { status }: SupportRequestState,
  kind: SupportMessageKind,
): SupportRequestStatus => (kind === 'STAFF' ? 'ANSWERED' : kind === 'CUSTOMER' ? 'OPEN' : status);

/** Whole minutes between two moments; null while there is no second one. */
export const minutesUntil = (from: Date, to: Date | null): number | null =>
  to === null ? null : Math.floor((to.getTime() - from.getTime()) / 60_000);
