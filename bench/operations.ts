/** One thing that is asked of every server: the same document, the same answer. */
export interface Operation {
  readonly name: OperationName;
  readonly query: string;
  /** The most user CPU that Keyhold may take, as a multiple of the server written by hand. */
  readonly target: number;
  /** Requests of one round: few, so that the rounds of the servers lie close together. */
  readonly requests: number;
}

export type OperationName = 'Dashboard' | 'Viewer';

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

export const OPERATIONS: readonly Operation[] = [
  { name: 'Dashboard', query: DASHBOARD, target: 3.0, requests: 150 },
  { name: 'Viewer', query: VIEWER, target: 2.8, requests: 1_500 },
];

/** What a client sends; `accountId` is the account's id as that server writes it. */
export const requestBody = ({ name, query }: Operation, accountId: string): string =>
  JSON.stringify({
    operationName: name,
    query,
    variables: name === 'Dashboard' ? { id: accountId } : {},
  });
