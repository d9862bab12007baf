import { BILLING } from './tables/billing';
import { CATALOGUE } from './tables/catalogue';
import { LEASING } from './tables/leasing';
import { LICENSING } from './tables/licensing';
import { MAIL } from './tables/mail';
import { PEOPLE } from './tables/people';
import { PURCHASING } from './tables/purchasing';
import { gathered } from './tables/permission-table';

/*
 * The one place where permissions meet fields and mutations (R7). `authorize` decides by it, the
 * shield enforces it, the schema shows it as directives, and docs/permissions.md is printed from it.
 * A field of Query or Mutation without a row here stops the start of the process.
 *
 * A partner permission ends with the partner capability; what the holder must still be able to wind
 * down afterwards (R6) names the holder beside it.
 */
export const PERMISSION_TABLE = gathered([
  PEOPLE,
  MAIL,
  CATALOGUE,
  LICENSING,
  LEASING,
  BILLING,
  PURCHASING,
]);
