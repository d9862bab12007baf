/** Things that a row has a flag for, by their names, such as `PERMISSION`. */
type Described<Name extends string = string, Column extends PropertyKey = string> = Readonly<
  Record<Name, { readonly column: Column }>
>;
type ColumnOf<Things extends Described> = Things[keyof Things]['column'];

const entriesOf = <Things extends Described>(things: Things) =>
  Object.entries(things) as [keyof Things & string, { readonly column: ColumnOf<Things> }][];

/** The columns of the flags, each under the name of what it is the flag of. */
export const flagColumns = <
  Columns extends { readonly [Column in ColumnOf<Things>]: unknown },
  Things extends Described,
>(
  columns: Columns,
  things: Things,
): { readonly [Name in keyof Things]: Columns[Things[Name]['column']] } =>
  Object.fromEntries(entriesOf(things).map(([name, { column }]) => [name, columns[column]])) as {
    readonly [Name in keyof Things]: Columns[Things[Name]['column']];
  };

/** Names of those whose flag is set in a row of `flagColumns`. */
export function flagged<Things extends Described>(
  row: { readonly [Name in keyof Things]: number | null },
  things: Things,
): (keyof Things & string)[] {
  const names: (keyof Things & string)[] = [];
  // Asked of every row.
  for (const name in things) if (row[name] === 1) names.push(name);
  return names;
}

/** What is written: the flags of the names, and that the others are not set. */
export const flagsOf = <Things extends Described>(
  names: readonly (keyof Things)[],
  things: Things,
): Readonly<Record<ColumnOf<Things>, boolean>> =>
  Object.fromEntries(
    entriesOf(things).map(([name, { column }]) => [column, names.includes(name)]),
  ) as Readonly<Record<ColumnOf<Things>, boolean>>;
