import type { ExampleGroup } from './example';
import { FRONTENDS } from './frontends';
import { PARTNERS } from './partners';
import { STAFF } from './staff';

/** What there is to try, by the kind of client that would ask it. */
export const EXAMPLES: readonly ExampleGroup[] = [FRONTENDS, PARTNERS, STAFF];

/** The tabs that a first visit opens with. */
export const FIRST_TABS: readonly string[] = ['Viewer', 'Licenses', 'Invoices'];
