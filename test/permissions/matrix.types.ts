import { ACTORS, type AccountName, type ActorName } from './actors';

/**
 * What an actor may meet. `+` allowed, and there is something; `0` allowed, and there is nothing;
 * `u` UNAUTHENTICATED; `n` NOT_FOUND; `stf` FORBIDDEN, for staff alone; `hol` FORBIDDEN, for the holder
 * alone; `act` `buy` `pay` `res` `lea` FORBIDDEN, this permission is missing; all of them but `stf` name
 * the account's holder. `-` FORBIDDEN, names nobody, for nobody can grant it to this side, and claims no
 * lack of what the actor has. `a/b`: the rules leave room for either.
 */
export type Cell = string;

/** What `act` and its like stand for in `extensions.missingPermission`. */
export const MISSING: Readonly<Record<string, string>> = {
  act: 'ACTIVATE_LICENSES',
  buy: 'MAKE_PURCHASES',
  pay: 'PAY_INVOICES',
  res: 'RESELLER',
  lea: 'LEASE_PROVIDER',
  hol: 'HOLDER',
};

export interface Row {
  /** `License.key`, `Account.customers(relation: RESOLD)`, or `License` for the whole object by its id. */
  readonly field: string;
  readonly cells: Readonly<Record<ActorName, Cell>>;
}

/** Rows that are reached the same way, on accounts where the answers are the same. */
export interface Group {
  readonly title: string;
  /** The accounts whose people ask. `$` in `reach` and in a field is the name of the account. */
  readonly accounts: readonly AccountName[];
  /** What stands around the field, which is `#`; `<name>` is the id of a row of the world. */
  readonly reach: string;
  readonly rows: readonly Row[];
}

/** Stands for all cells of a line: the same as in the line above. */
const DITTO = '"';

/** Reads a table as a person does: a head with the actors, then a line for each field. */
export function rows(text: string): Row[] {
  const [head = [], ...lines] = text
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));
  const columns = ['', '', ...ACTORS, ''];
  if (head.length !== columns.length || head.some((name, at) => at > 1 && name !== columns[at]))
    throw new Error(`The head of a table is not ${columns.join(' | ')}, but ${head.join(' | ')}`);
  let above: readonly string[] = [];
  return lines.map(([, field = '', ...given]) => {
    const cells = given[0] === DITTO && given.length === 2 ? above : given;
    above = cells;
    if (cells.length !== ACTORS.length + 1)
      throw new Error(`${field} has ${cells.length - 1} cells`);
    return {
      field,
      cells: Object.fromEntries(ACTORS.map((actor, at) => [actor, cells[at]])) as Row['cells'],
    };
  });
}
