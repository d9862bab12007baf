import { or } from 'graphql-shield';
import { isHolder, isSelf, isStaff } from '../rules';
import { holderAndStaff } from '../sides';
import type { PermissionMap } from '../permission-map';

export const MAIL: PermissionMap = {
  rows: {
    Mail: holderAndStaff,
    Mailing: isStaff('SUPPORT'),
  },
  fields: {
    Query: {
      undeliveredMails: isStaff('SUPPORT'),
      mailings: isStaff('SUPPORT'),
    },
    Mutation: {
      updateMyAlerts: isSelf,
      updateMailingPreference: isHolder,
      resendMail: or(isHolder, isStaff('SUPPORT')),
      retryMail: isStaff('SUPPORT'),
      sendMailing: isStaff('ADMIN'),
    },
    Account: {
      mailingPreference: holderAndStaff,
      mails: holderAndStaff,
      whoWouldBeNotified: holderAndStaff,
    },
    MailRecipient: { email: holderAndStaff, name: holderAndStaff },
    SkippedRecipient: { email: holderAndStaff, name: holderAndStaff },
    Mail: {
      account: holderAndStaff,
      email: holderAndStaff,
      name: holderAndStaff,
      failure: isStaff('SUPPORT'),
    },
    Mailing: { createdBy: isStaff('SUPPORT') },
  },
};
