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
export function support({ rows, lists, staff }: Core): Wiring {
  return {
    resolvers: [
      new SupportRequestResolver(rows.supportRequests, rows, lists),
      new AccountSupportResolver(rows.supportRequests, lists),
      new SupportMutationResolver(new SupportService(new SupportMails(staff))),
    ],
    decisions: supportDecisions(),
  };
}
