/** One thing that is asked of every server: the same document, the same answer. */
export interface Operation {
  readonly name: OperationName;
  readonly query: string;
  /** The most user CPU that Keyhold may take, as a multiple of the server written by hand; null: none is set. */
  readonly target: number | null;
  /** Requests of one round: few, so that the rounds of the servers lie close together. */
  readonly requests: number;
}

export type OperationName = 'Dashboard' | 'Viewer' | 'Activate';

/** How much of each list the dashboard asks for. */
export const DASHBOARD_PAGE = { licenses: 50, invoices: 50, contacts: 10 } as const;

const DASHBOARD = `query Dashboard($id: ID!) {
  account(id: $id) {
    name
    number
    resoldLicenses(first: ${DASHBOARD_PAGE.licenses}) {
      nodes {
        id
        key
        status
        product { name family edition level }
        customer { name email }
      }
    }
    invoices(first: ${DASHBOARD_PAGE.invoices}) {
      nodes {
        number
        status
        issuedOn
        total { amount currency }
        lines { description quantity amount { amount currency } }
      }
    }
    contacts(first: ${DASHBOARD_PAGE.contacts}) {
      nodes { firstName lastName email }
    }
  }
}`;

const VIEWER = `query Viewer {
  viewer { user { id email } }
}`;

/** A server is activated again, as an installation does whose terms changed: the write of every day. */
const ACTIVATE = `mutation Activate($id: ID!) {
  activateLicense(input: { licenseId: $id, serverName: "bench.example.test" }) {
    activation { serverName }
    license { status }
    userErrors { code }
  }
}`;

export const OPERATIONS: readonly Operation[] = [
  { name: 'Dashboard', query: DASHBOARD, target: 3.0, requests: 150 },
  { name: 'Viewer', query: VIEWER, target: 2.8, requests: 1_500 },
  { name: 'Activate', query: ACTIVATE, target: null, requests: 300 },
];

/** What the operation is about, as a server's own ids. */
export interface Subjects {
  readonly account: string;
  /** Licenses to be activated, in turn: calls do not wait for each other's locks. */
  readonly licenses: readonly string[];
}

/** What a client sends, in turn. */
export function requestBodies({ name, query }: Operation, subjects: Subjects): string[] {
  const about =
    name === 'Dashboard' ? [subjects.account] : name === 'Activate' ? subjects.licenses : [null];
  return about.map((id) =>
    JSON.stringify({ operationName: name, query, variables: id === null ? {} : { id } }),
  );
}

/** Writes have an idempotency key, each one of its own (R60). */
export const isWrite = ({ name }: Operation): boolean => name === 'Activate';
