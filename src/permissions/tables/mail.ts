import { holder, self, staff } from '../rule';
import { holderAndStaff } from './sides';
import type { PermissionTable } from './permission-table';

export const MAIL: PermissionTable = {
  Query: {
    fields: {
      undeliveredMails: [staff()],
      mailings: [staff()],
    },
  },
  Mutation: {
    fields: {
      updateMyAlerts: [self],
      updateMailingPreference: [holder()],
      resendMail: [holder(), staff()],
      retryMail: [staff()],
      sendMailing: [staff('ADMIN')],
    },
  },
  Account: {
    fields: {
      mailingPreference: holderAndStaff,
      mails: holderAndStaff,
      whoWouldBeNotified: holderAndStaff,
    },
  },
  ToldPerson: { fields: { email: holderAndStaff, name: holderAndStaff } },
  LeftOutPerson: { fields: { email: holderAndStaff, name: holderAndStaff } },
  Mail: {
    row: holderAndStaff,
    fields: {
      account: holderAndStaff,
      email: holderAndStaff,
      name: holderAndStaff,
      failure: [staff()],
    },
  },
  Mailing: {
    row: [staff()],
    fields: { createdBy: [staff()] },
  },
};
