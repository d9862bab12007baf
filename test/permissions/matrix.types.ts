import { ACTORS, LOGINS, PERMISSION_OF, type AccountName, type ActorName } from './actors';

/**
 * What an actor may meet. `+` allowed, and there is something; `0` allowed, and there is nothing;
 * `u` UNAUTHENTICATED; `n` NOT_FOUND; `stf` FORBIDDEN, for staff alone; `hol` FORBIDDEN, for the holder
 * alone; `act` `buy` `pay` `res` `lea` FORBIDDEN, this permission is missing; all of them but `stf` name
 * the account's holder. `-` FORBIDDEN, names nobody, for nobody can grant it to this side, and claims no
 * lack of what the actor has. `a/b`: the rules leave room for either.
 */
export type Cell = string;

/** What `act` and its like stand for in `extensions.missingPermission`. */
export const MISSING: Readonly<Record<string, string>> = { ...PERMISSION_OF, hol: 'HOLDER' };

export interface Row {
  /** `License.key`, `Account.customers(relation: RESOLD)`, or `License` for the whole object by its id. */
  readonly field: string;
  readonly cells: Readonly<Record<ActorName, Cell>>;
  /** What more the table says, by its columns after `staff`. */
  readonly more?: Readonly<Record<string, Cell>>;
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

const isLogin = (name: string): boolean => Object.hasOwn(LOGINS, name);

/** What a login meets that has no column: the same as most of those that have one. */
function mostLogins(cells: Readonly<Record<string, Cell>>): Cell {
  const met = Object.keys(LOGINS).flatMap((login) => cells[login] ?? []);
  const times = (cell: Cell): number => met.filter((one) => one === cell).length;
  return met.reduce((most, cell) => (times(cell) > times(most) ? cell : most), met[0] ?? '');
}

/**
 * Reads a table as a person does: a head with the actors, then a line for each field. A login whose permission
 * opens nothing of the table needs no column.
 */
export function rows(text: string): Row[] {
  const [head = [], ...lines] = text
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));
  const actors = head.indexOf('staff') + 1;
  const named = head.slice(2, actors);
  const more = head.slice(actors, -1);
  const needed = ACTORS.filter((actor) => named.includes(actor) || !isLogin(actor));
  if (named.join() !== needed.join())
    throw new Error(`The head of a table is not ${needed.join(' | ')}, but ${named.join(' | ')}`);
  let above: readonly string[] = [];
  return lines.map(([, field = '', ...given]) => {
    const cells = given[0] === DITTO && given.length === 2 ? above : given;
    above = cells;
    if (cells.length !== named.length + more.length + 1)
      throw new Error(`${field} has ${cells.length - 1} cells of ${named.length + more.length}`);
    const written = Object.fromEntries(named.map((actor, at) => [actor, cells[at] ?? '']));
    const most = mostLogins(written);
    return {
      field,
      cells: Object.fromEntries(
        ACTORS.map((actor) => [actor, written[actor] ?? most]),
      ) as Row['cells'],
      more: Object.fromEntries(more.map((name, at) => [name, cells[named.length + at] ?? ''])),
    };
  });
}
