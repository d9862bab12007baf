import { BILLING } from './maps/billing';
import { CATALOG } from './maps/catalog';
import { LEASING } from './maps/leasing';
import { LICENSING } from './maps/licensing';
import { MAIL } from './maps/mail';
import { PEOPLE } from './maps/people';
import { PURCHASING } from './maps/purchasing';
import { SUPPORT } from './maps/support';
import { RESELLING } from './maps/reselling';
import { gathered } from './permission-map';

/*
 * The one place where permissions meet fields and mutations (R7), one map for each noun, of rules of graphql-shield.
 * The shield enforces it, `authorize` judges rows, `viewerCan` and downloads by it, the schema shows it as
 * directives, and docs/permissions.md is printed from it. A field of Query or Mutation without a rule here stops the
 * start of the process, and would be refused to everybody.
 *
 * A partner permission ends with the partner capability; what the holder must still be able to wind
 * down afterwards (R6) names the holder beside it.
 */
export const PERMISSION_MAP = gathered([
  PEOPLE,
  MAIL,
  CATALOG,
  LICENSING,
  LEASING,
  BILLING,
  PURCHASING,
  SUPPORT,
  RESELLING,
]);
