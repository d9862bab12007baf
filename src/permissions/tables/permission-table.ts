import type { TypeRules } from '../rule';

/** Types, and who may have their rows and read their guarded fields. */
export type PermissionTable = Readonly<Record<string, TypeRules>>;

/** One table of several. @throws when two of them say something of the same field, or of the same rows. */
export function gathered(tables: readonly PermissionTable[]): PermissionTable {
  const whole: Record<string, TypeRules> = {};
  for (const table of tables)
    for (const [type, { row, fields }] of Object.entries(table)) {
      const before = whole[type] ?? { fields: {} };
      const twice = Object.keys(fields).filter((name) => name in before.fields);
      if (row !== undefined && before.row !== undefined) twice.push('its rows');
      if (twice.length > 0) throw new Error(`Two rules for ${type}: ${twice.join(', ')}`);
      const whose = row ?? before.row;
      whole[type] = {
        ...(whose ? { row: whose } : {}),
        fields: { ...before.fields, ...fields },
      };
    }
  return whole;
}
