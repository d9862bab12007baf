/** What an attacker sends, over and over; nothing of it is meant to be answered. */
export interface Flood {
  readonly name: string;
  /** One request; `n` tells it from the others. */
  readonly body: (n: number) => string;
  /** Requests under way at once. */
  readonly atOnce: number;
  /** Requests a second; as many as go where it is not set. */
  readonly perSecond?: number;
  /** Networks that they come from. */
  readonly networks: number;
  /** Whether they are sent by somebody who is signed in. */
  readonly signedIn: boolean;
  /** Sends the body a byte at a time, and never all of it. */
  readonly slow?: boolean;
}

/** Ids that floods ask for. */
export interface Targets {
  readonly account: string;
  readonly license: string;
  readonly licenses: readonly string[];
  readonly product: string;
}

const times = (count: number, one: (n: number) => string, between = ' '): string =>
  Array.from({ length: count }, (_, n) => one(n)).join(between);
const json = (query: string, variables: object = {}): string =>
  JSON.stringify({ query, variables });
const always = (query: string, variables: object = {}): (() => string) => {
  const body = json(query, variables);
  return () => body;
};

/** Fragments of which each asks twice for the next. */
const doubling = (deep: number): string =>
  `{ viewer { ...f0 } } ${times(
    deep,
    (n) =>
      `fragment f${n} on Viewer { ${n + 1 === deep ? 'staffRole' : `...f${n + 1} ...f${n + 1}`} }`,
  )}`;

const signUp = (n: number, alias: number): string =>
  `s${alias}: signUp(input: { email: "flood-${n}-${alias}@example.test", password: "${'correct horse battery staple '.repeat(4)}${n}${alias}", fullName: "F", address: "A", country: "DE" }) { userErrors { code } }`;

/** Every flood that was once found to hold others up, each as it was. */
export function floodsOn({ account, license, licenses, product }: Targets): readonly Flood[] {
  const anonymous = { atOnce: 8, networks: 1, signedIn: false } as const;
  const nested = (levels: number): string =>
    `{ node(id: "${license}") { ... on License { ${'lease { license { '.repeat(levels)}id${' } }'.repeat(levels)} } } }`;
  const hundred = JSON.stringify(times(100, (n) => licenses[n % licenses.length] ?? '').split(' '));
  const starts = times(100, () => `{ productId: "${product}", count: 1000 }`, ', ');
  return [
    { ...anonymous, name: 'deep documents', body: always(nested(700)) },
    {
      ...anonymous,
      name: '1,900 aliases',
      body: always(`{ ${times(1_900, (n) => `a${n}: __typename`)} }`),
    },
    { ...anonymous, name: 'doubled fragments', body: always(doubling(9)) },
    {
      ...anonymous,
      name: '200 × node, __typename',
      body: always(`{ ${times(200, (n) => `a${n}: node(id: "${license}") { id __typename }`)} }`),
    },
    {
      ...anonymous,
      name: 'hypothetical starts',
      signedIn: true,
      body: always(
        `{ account(id: "${account}") { ${times(20, (n) => `a${n}: nextInvoice(hypothetical: { starts: [${starts}] }) { total { amount } }`)} } }`,
      ),
    },
    {
      ...anonymous,
      name: '280 × nodes(100 ids)',
      body: always(
        `query ($ids: [ID!]!) { ${times(280, (n) => `a${n}: nodes(ids: $ids) { id }`)} }`,
        {
          ids: JSON.parse(hundred) as string[],
        },
      ),
    },
    {
      ...anonymous,
      name: '300 × search, totalCount',
      signedIn: true,
      body: always(
        `{ account(id: "${account}") { ${times(300, (n) => `a${n}: resoldLicenses(first: 1, filter: { search: "nothing ${n}" }) { totalCount }`)} } }`,
      ),
    },
    {
      ...anonymous,
      name: '20 aliased signUp',
      networks: 200,
      body: (n) => json(`mutation { ${times(20, (alias) => signUp(n, alias))} }`),
    },
    {
      ...anonymous,
      name: '190 sign-ins a second',
      atOnce: 400,
      perSecond: 190,
      networks: 200,
      body: (n) =>
        json(
          `mutation { signIn(input: { email: "flood-${n}@example.test", password: "wrong ${n}" }) { userErrors { code } } }`,
        ),
    },
    { ...anonymous, name: 'slow bodies', atOnce: 200, slow: true, body: always('{ __typename }') },
  ];
}
