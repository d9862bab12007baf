import { SupportIncidentRepository } from '../features/purchase/support-incident.repository';
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
  return {
    resolvers: [
      new SupportRequestResolver(rows.supportRequests, rows, lists),
      new AccountSupportResolver(rows.supportRequests, incidents, lists),
      new SupportMutationResolver(
        new SupportService(new SupportMails(staff)),
        new SupportIncidentService(),
      ),
    ],
    decisions: supportDecisions(incidents),
  };
}
