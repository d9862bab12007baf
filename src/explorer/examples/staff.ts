import type { ExampleGroup } from './example';

/** What dashboards of the vendor's own people ask: across accounts. */
export const STAFF: ExampleGroup = {
  client: 'Internal dashboards',
  examples: [
    {
      name: 'FindAccounts',
      about: 'any account, by name, number or e-mail',
      as: 'support@keyhold.example',
      query: `# Any account; staff only.
query FindAccounts($search: String) {
  accounts(search: $search, first: 5) {
    nodes {
      id
      number
      name
      email
      partner {
        reseller
        leaseProvider
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
`,
      variables: () => ({ search: 'northwind' }),
    },
    {
      name: 'AccountOverview',
      about: 'people, unpaid invoices, recent changes',
      as: 'support@keyhold.example',
      query: `# One customer at a glance: people, unpaid invoices and recent changes.
query AccountOverview($accountId: ID!) {
  account(id: $accountId) {
    name
    memberships(first: 10) {
      nodes {
        role
        permissions
        user {
          fullName
          email
        }
      }
    }
    invoices(first: 5, filter: { status: [OPEN, OVERDUE] }) {
      nodes {
        number
        status
        dueOn
        balance {
          amount
          currency
        }
      }
    }
    history(first: 5) {
      nodes {
        recordedAt
        action
        by
      }
    }
  }
}
`,
      variables: ({ customer }) => ({ accountId: customer }),
    },
    {
      name: 'UndeliveredMails',
      about: 'undelivered mails, and why',
      as: 'support@keyhold.example',
      query: `# Mails that have failed for more than an hour, or were given up.
query UndeliveredMails {
  undeliveredMails(first: 10) {
    nodes {
      id
      event
      email
      failure
      failingSince
      givenUpAt
      account {
        number
        name
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
`,
    },
    {
      name: 'CreditInvoice',
      about: 'mutation: correct an invoice',
      as: 'billing@keyhold.example',
      query: `# Credits a part of an invoice by a credit note. "dryRun" shows the effects.
mutation CreditInvoice($input: CreditInvoiceInput!) {
  creditInvoice(input: $input) {
    creditNote {
      number
    }
    effects {
      kind
      subject
      changes {
        field
        before
        after
      }
    }
    userErrors {
      code
      message
      field
    }
  }
}
`,
      variables: ({ invoice }) => ({
        input: {
          invoiceId: invoice,
          amount: '1.00',
          reason: 'Agreed on the phone',
          dryRun: true,
        },
      }),
    },
    {
      name: 'SetPartner',
      about: 'mutation: make an account a reseller',
      as: 'admin@keyhold.example',
      query: `# Makes a customer a reseller with a discount. "dryRun" shows the effects.
mutation SetPartner($input: SetPartnerInput!) {
  setPartner(input: $input) {
    account {
      name
    }
    effects {
      kind
      subject
      changes {
        field
        before
        after
      }
    }
    userErrors {
      code
      message
      field
    }
  }
}
`,
      variables: ({ customer }) => ({
        input: { accountId: customer, reseller: true, discountPercent: '10', dryRun: true },
      }),
    },
  ],
};
