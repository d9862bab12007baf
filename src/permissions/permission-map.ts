import type { PermissionRule } from './rules';

/** Who may use which field, as graphql-shield takes it, and who may have a row at all. */
export interface PermissionMap {
  readonly fields: Readonly<Record<string, Readonly<Record<string, PermissionRule>>>>;
  /** By type. `node`, `nodes` and mutations ask these before they say that there is such a row. */
  readonly rows: Readonly<Record<string, PermissionRule>>;
}

/** One map of several. @throws when two of them say something of the same field, or of the same rows. */
export function gathered(maps: readonly PermissionMap[]): PermissionMap {
  const fields: Record<string, Record<string, PermissionRule>> = {};
  const rows: Record<string, PermissionRule> = {};
  const put = (
    into: Record<string, PermissionRule>,
    name: string,
    of: string,
    one: PermissionRule,
  ) => {
    if (name in into) throw new Error(`Two rules for ${of}`);
    into[name] = one;
  };
  for (const map of maps) {
    for (const [type, row] of Object.entries(map.rows)) put(rows, type, `rows of ${type}`, row);
    for (const [type, ofType] of Object.entries(map.fields))
      for (const [field, one] of Object.entries(ofType))
        put((fields[type] ??= {}), field, `${type}.${field}`, one);
  }
  return { fields, rows };
}
