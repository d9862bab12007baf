/** What fields of inputs are beside their type, by the class that declares them. */
type Marks = WeakMap<object, Set<string>>;

/** Texts that lose the space around them. */
export const trimmed: Marks = new WeakMap();
/** What must never be written down. */
export const secrets: Marks = new WeakMap();
export const emails: Marks = new WeakMap();
/** Names of servers. */
export const servers: Marks = new WeakMap();
/** Secrets that were made here. */
export const credentials: Marks = new WeakMap();

export function mark(marks: Marks, target: object, name: string | symbol): void {
  const names = marks.get(target) ?? new Set<string>();
  marks.set(target, names.add(String(name)));
}

/** Names that a class or one it extends has marked. */
export function marked(marks: Marks, input: object): string[] {
  const names: string[] = [];
  for (let at: unknown = Object.getPrototypeOf(input); at; at = Object.getPrototypeOf(at))
    names.push(...(marks.get(at) ?? []));
  return names;
}

export const textsOf = (marks: Marks, inputs: Iterable<object>): string[] =>
  ([...inputs] as Record<string, unknown>[]).flatMap((one) =>
    marked(marks, one)
      .map((name) => one[name])
      .filter((value): value is string => typeof value === 'string'),
  );
