import { SupportIncidentRepository } from '../features/purchase/support-incident.repository';
import { AccountNoteRepository } from '../features/support/account-note.repository';
import { AccountNotesResolver } from '../features/support/account-note.resolver';
import { SupportContactService } from '../features/support/support-contact.service';
import {
  FollowedSupportRequestResolver,
  SupportLinkResolver,
} from '../features/support/support-link.resolver';
import { SupportIncidentService } from '../features/support/support-incident.service';
import { SupportMails } from '../features/support/support-mails';
import { SupportMutationResolver } from '../features/support/support.mutation-resolver';
import { SupportService } from '../features/support/support.service';
import {
  AccountSupportResolver,
  supportDecisions,
  SupportRequestResolver,
} from '../features/support/support-request.resolver';
import type { Core, Wiring } from './wiring';

/** Questions to the vendor's support. */
export function support({ rows, lists, staff, reading }: Core): Wiring {
  const incidents = new SupportIncidentRepository(reading);
  const mails = new SupportMails(staff);
  const contacts = new SupportContactService(mails);
  return {
    resolvers: [
      new SupportRequestResolver(rows.supportRequests, rows, lists),
      new AccountSupportResolver(rows.supportRequests, incidents, lists),
      new SupportMutationResolver(
        new SupportService(mails),
        new SupportIncidentService(),
        contacts,
      ),
      new SupportLinkResolver(reading, contacts),
      new FollowedSupportRequestResolver(reading),
      new AccountNotesResolver(new AccountNoteRepository(reading), lists),
    ],
    decisions: supportDecisions(incidents),
  };
}
