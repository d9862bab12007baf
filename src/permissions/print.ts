import { PERMISSIONS } from '../domain/people/permission';
import type { Clause } from './clause';
import { DEMO_ONLY } from './check';
import type { PermissionMap } from './permission-map';
import { clausesOf, type PermissionRule } from './rules';

const THROUGH = {
  OWNER: '',
  CUSTOMER: ' as customer',
  SELLER: ' as seller',
  PROVIDER: ' as provider',
} as const;

function words(clause: Clause): string {
  switch (clause.kind) {
    case 'public':
      return 'everybody';
    case 'session':
      return 'signed in, even with a one-time password';
    case 'signedIn':
      return 'signed in';
    case 'token':
      return 'an API token';
    case 'self':
      return 'the person themself';
    case 'member':
      return `every member${THROUGH[clause.through]}${clause.inPerson ? ', in person' : ''}`;
    case 'holder':
      return `holder${THROUGH[clause.through]}${clause.inPerson ? ', in person' : ''}`;
    case 'permission':
      return `${clause.permission}${THROUGH[clause.through]}${clause.when ? ` (${clause.when.argument}: ${clause.when.value})` : ''}`;
    case 'staff':
      return `staff (${clause.role})`;
  }
}

const sentence = (rule: PermissionRule): string => clausesOf(rule).map(words).join(', ');

/** `docs/permissions.md`: the map by permission, then by field. */
export function printPermissions({ fields, rows }: PermissionMap): string {
  const lines = [
    '# Who may use what',
    '',
    '<!-- Printed from src/permissions/map.ts by `npm run emit`. Do not edit. -->',
    '',
    'Any one of the listed ways is sufficient. A holder has every permission that the account can have:',
    'RESELLER and LEASE_PROVIDER only while the account is a partner of that kind. Staff roles include',
    'the ones below them: ADMIN, BILLING, SUPPORT.',
    '',
    '## By permission',
    '',
    '| permission | opens |',
    '| --- | --- |',
  ];
  const entries = Object.entries(fields);
  for (const permission of PERMISSIONS) {
    const opened = entries.flatMap(([type, ofType]) =>
      Object.entries(ofType)
        .filter(([, rule]) =>
          clausesOf(rule).some(
            (clause) => clause.kind === 'permission' && clause.permission === permission,
          ),
        )
        .map(([field]) => `\`${type}.${field}\``),
    );
    lines.push(`| ${permission} | ${opened.join(', ')} |`);
  }
  lines.push('', '## By field', '', '| field | who |', '| --- | --- |');
  for (const [type, ofType] of entries) {
    const row = rows[type];
    if (row) lines.push(`| **${type}** (the object itself) | ${sentence(row)} |`);
    for (const [field, rule] of Object.entries(ofType))
      lines.push(
        `| \`${type}.${field}\` | ${sentence(rule)}${DEMO_ONLY.has(`${type}.${field}`) ? ' (demo only)' : ''} |`,
      );
  }
  return `${lines.join('\n')}\n`;
}
