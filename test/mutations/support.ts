import type { Leaves, Mutations } from './mutation';
import { REASON, type Stage } from './stage';

const asked = async (stage: Stage, given: object = {}) => {
  const opener = await stage.person('opener');
  await stage.make.membership(stage.account, opener, []);
  const key = await stage.make.supportRequest(stage.account, opener, given);
  return { row: stage.id('SupportRequest', key) };
};
/** @returns the contact, on whose word the support may act. */
const authorized = async (stage: Stage): Promise<string> => {
  await stage.rows(
    'UPDATE contacts SET support_authorized = 1, receives_support = 1 WHERE account_id = ?',
    [stage.account],
  );
  return stage.ids.contact;
};
/** @returns a request of the contact. */
const ofContact = async (stage: Stage): Promise<string> => {
  const contactId = await authorized(stage);
  const colleague = await stage.person('staff', { staffRole: 'SUPPORT' });
  const { supportRequest } = await stage.done<{ supportRequest: { id: string } }>(
    'recordSupportRequest',
    { contactId, subject: 'Start', ...TEXT },
    'supportRequest { id }',
    await stage.test.tokenFor(colleague),
  );
  return supportRequest.id;
};
const TEXT = { message: 'It does not start.' };

/** Questions to the support. */
export const SUPPORT: Mutations = {
  openSupportRequest: {
    input: () => ({ subject: 'Start', ...TEXT }),
    ready: async (stage) => {
      await stage.person('staff', { staffRole: 'SUPPORT' });
      return {};
    },
  },
  'openSupportRequest, about a license': {
    ready: ({ ids }) => ({
      input: { accountId: ids.account, licenseId: ids.license, subject: 'Start', ...TEXT },
    }),
  },
  recordSupportRequest: {
    staff: 'SUPPORT',
    input: () => ({ subject: 'Start', ...TEXT }),
    ready: async (stage) => ({ row: await authorized(stage) }),
  },
  replyBySupportLink: {
    ready: async (stage) => {
      await ofContact(stage);
      const token = await stage.mailed('support-contact', `books${stage.account}@staged.test`);
      return { input: { token, ...TEXT }, as: null, user: null };
    },
  },
  'replyToSupportRequest, to a contact': {
    staff: 'SUPPORT',
    input: () => TEXT,
    ready: async (stage) => ({ row: await ofContact(stage) }),
  },
  replyToSupportRequest: {
    input: () => TEXT,
    ready: async (stage) => {
      await stage.person('staff', { staffRole: 'SUPPORT' });
      return asked(stage);
    },
  },
  'replyToSupportRequest, by the support': {
    staff: 'SUPPORT',
    input: () => TEXT,
    ready: (stage) => asked(stage),
  },
  attachToSupportRequest: {
    ready: async (stage) => {
      const { row } = await asked(stage);
      return { input: { supportRequestId: row, licenseId: stage.ids.license } };
    },
    nulls: { licenseId: 'none', leaseId: 'none' },
  },
  closeSupportRequest: { ready: (stage) => asked(stage) },
  'closeSupportRequest, by the support': { staff: 'SUPPORT', ready: (stage) => asked(stage) },
  reopenSupportRequest: {
    ready: (stage) => asked(stage, { status: 'CLOSED', closedAt: stage.test.now }),
  },
  'openSupportRequest, using up an incident': {
    input: () => ({ subject: 'Start', ...TEXT, useIncident: true }),
    ready: async (stage) => {
      await stage.make.supportIncident(stage.account);
      return {};
    },
  },
  useSupportIncident: {
    ready: async (stage) => {
      await stage.make.supportIncident(stage.account);
      return asked(stage);
    },
  },
  returnSupportIncident: {
    staff: 'SUPPORT',
    input: () => ({ reason: REASON }),
    ready: async (stage) => {
      await stage.make.supportIncident(stage.account);
      const given = await asked(stage);
      await stage.done('useSupportIncident', { supportRequestId: given.row });
      return given;
    },
  },
  addSupportNote: {
    staff: 'SUPPORT',
    input: () => ({ note: 'Ask the developers.' }),
    ready: (stage) => asked(stage),
  },
  addAccountNote: { staff: 'SUPPORT', input: () => ({ note: 'Pays by bank, a week late.' }) },
  assignSupportRequest: {
    staff: 'SUPPORT',
    ready: (stage) => asked(stage),
    nulls: { userId: 'nobody' },
  },
};

export const SUPPORT_LEAVE: Leaves = {
  openSupportRequest: [
    'CREATE SupportRequest: lease, license, number, status, subject',
    'MAIL staff-support-request to staff',
  ],
  'openSupportRequest, about a license': [
    'CREATE SupportRequest: lease, license, number, status, subject',
  ],
  'openSupportRequest, using up an incident': [
    'CREATE SupportRequest: lease, license, number, status, subject',
    'CHANGE SupportRequest: incidentUsed, supportIncidentsLeft',
  ],
  useSupportIncident: ['CHANGE SupportRequest: incidentUsed, supportIncidentsLeft'],
  returnSupportIncident: ['CHANGE SupportRequest: incidentUsed, supportIncidentsLeft'],
  recordSupportRequest: [
    'CREATE SupportRequest: contact, lease, license, number, status, subject',
    'MAIL support-contact to contact',
  ],
  replyBySupportLink: [
    'CHANGE SupportRequest: contact, message',
    'MAIL staff-support-request to staff',
  ],
  'replyToSupportRequest, to a contact': [
    'CHANGE SupportRequest: message, status',
    'MAIL support-contact to contact',
  ],
  replyToSupportRequest: ['CHANGE SupportRequest: message', 'MAIL staff-support-request to staff'],
  'replyToSupportRequest, by the support': [
    'CHANGE SupportRequest: message, status',
    'MAIL support-answer to opener',
  ],
  attachToSupportRequest: ['CHANGE SupportRequest: license'],
  closeSupportRequest: ['CHANGE SupportRequest: status'],
  'closeSupportRequest, by the support': [
    'CHANGE SupportRequest: status',
    'MAIL support-answer to opener',
  ],
  reopenSupportRequest: ['CHANGE SupportRequest: status'],
  addSupportNote: ['CHANGE SupportRequest: note'],
  addAccountNote: ['CHANGE Account: note'],
  assignSupportRequest: ['CHANGE SupportRequest: assignedTo'],
};
