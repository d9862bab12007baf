import { or } from 'graphql-shield';
import {
  canActivateLicenses,
  canLeaseOut,
  canMakePurchases,
  canResell,
  isAnybody,
  isHolder,
  isMemberInPerson,
  isStaff,
} from '../rules';
import { holderAndStaff, ownPerson } from '../sides';
import type { PermissionMap } from '../permission-map';

export const SUPPORT: PermissionMap = {
  // `self` is whoever opened it.
  rows: { SupportRequest: ownPerson },
  fields: {
    // Whoever has the link that was mailed to a contact.
    Query: { supportRequests: isStaff('SUPPORT'), supportRequestByLink: isAnybody },
    Mutation: {
      openSupportRequest: or(isMemberInPerson, isHolder),
      recordSupportRequest: isStaff('SUPPORT'),
      replyBySupportLink: isAnybody,
      replyToSupportRequest: ownPerson,
      attachToSupportRequest: ownPerson,
      closeSupportRequest: ownPerson,
      reopenSupportRequest: ownPerson,
      useSupportIncident: ownPerson,
      returnSupportIncident: isStaff('SUPPORT'),
      addSupportNote: isStaff('SUPPORT'),
      addAccountNote: isStaff('SUPPORT'),
      assignSupportRequest: isStaff('SUPPORT'),
    },
    Account: {
      supportRequests: or(isMemberInPerson, isHolder, isStaff('SUPPORT')),
      // Who can open a request can use one up for it.
      supportIncidentsLeft: or(isMemberInPerson, isHolder, isStaff('SUPPORT')),
      notes: isStaff('SUPPORT'),
    },
    AccountNote: { author: isStaff('SUPPORT'), body: isStaff('SUPPORT') },
    SupportRequest: {
      openedBy: ownPerson,
      contact: holderAndStaff,
      subject: ownPerson,
      messages: ownPerson,
      account: ownPerson,
      license: or(
        canActivateLicenses(),
        canMakePurchases(),
        canResell(),
        canLeaseOut(),
        isHolder,
        isStaff('SUPPORT'),
      ),
      lease: or(canLeaseOut(), isHolder, isStaff('SUPPORT')),
      assignedTo: isStaff('SUPPORT'),
    },
    SupportMessage: { author: ownPerson, body: ownPerson },
  },
};
