import { CUSTOMERS } from './customers';
import type { ExampleGroup } from './example';

const RESELLER = 'holder@contoso.example';
const PROVIDER = 'holder@fabrikam.example';

/**
 * What a partner's back end asks, with the token of its account instead of a person's session: it names
 * the account by its id.
 */
export const PARTNERS: ExampleGroup = {
  client: "Partners' back ends",
  examples: [
    {
      name: 'CreateApiToken',
      about: 'mutation: a token with scopes',
      as: RESELLER,
      query: `# Creates an API token with the permissions of its scopes. It is shown only once.
# To send it with the other examples, enter under Headers: { "Authorization": "Bearer …" }
mutation CreateApiToken($input: CreateApiTokenInput!) {
  createApiToken(input: $input) {
    token
    apiToken {
      name
      expiresAt
      scopes {
        permission
        access
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
      variables: ({ reseller, inThirtyDays }) => ({
        input: {
          accountId: reseller,
          name: 'Shop back end',
          scopes: [{ permission: 'RESELLER', access: 'WRITE' }],
          expiresAt: inThirtyDays,
          monthlySpendingCap: '5000.00',
        },
      }),
    },
    {
      name: 'Stock',
      about: 'licenses not assigned yet',
      as: RESELLER,
      query: `# Licenses bought for resale and not assigned yet.
query Stock($accountId: ID!, $first: Int, $after: String) {
  account(id: $accountId) {
    unassignedProducts(first: $first, after: $after) {
      totalCount
      nodes {
        id
        product {
          name
        }
        addOns {
          name
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
`,
      variables: ({ reseller }) => ({ accountId: reseller, first: 20, after: null }),
    },
    {
      name: 'PurchaseAndAssign',
      about: 'mutation: buy for a customer, in one call',
      as: RESELLER,
      query: `# Buys licenses and assigns them to a customer, all or nothing. A new customer gets an account.
# "dryRun" shows effects and total. To order, remove it and give the total as "acceptTotal".
mutation PurchaseAndAssign($input: PurchaseAndAssignInput!) {
  purchaseAndAssign(input: $input) {
    order {
      number
    }
    licenses {
      key
      status
    }
    effects {
      kind
      subject
      changes {
        field
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
      variables: ({ reseller, product }) => ({
        input: {
          accountId: reseller,
          billing: 'MONTHLY_SUMMARY',
          email: 'it@fourthcoffee.example',
          customerName: 'Fourth Coffee',
          licenses: [{ productId: product }],
          dryRun: true,
        },
      }),
    },
    CUSTOMERS,
    {
      name: 'PlaceOrder',
      about: 'mutation: order lines of any kind for many customers, in one call',
      as: RESELLER,
      query: `# Orders any lines for any customers, all or nothing, beside the cart.
# "dryRun" shows totals and effects. To order, use an API token, remove it and give the total as "acceptTotal".
mutation PlaceOrder($input: PlaceOrderInput!) {
  placeOrder(input: $input) {
    order {
      number
    }
    totals {
      subtotal {
        amount
      }
      discount {
        amount
      }
      tax {
        amount
      }
      total {
        amount
        currency
      }
    }
    effects {
      kind
      subject
    }
    userErrors {
      code
      message
      field
    }
  }
}
`,
      variables: ({ reseller, product }) => ({
        input: {
          accountId: reseller,
          billing: 'MONTHLY_SUMMARY',
          lines: [
            {
              kind: 'NEW',
              productId: product,
              customer: { email: 'it@fourthcoffee.example', name: 'Fourth Coffee' },
            },
            { kind: 'NEW', productId: product, customer: { email: 'office@fabrikam.example' } },
            { kind: 'NEW', productId: product, use: 'RESOLD', quantity: 5 },
          ],
          dryRun: true,
        },
      }),
    },
    {
      name: 'AssignLicenses',
      about: 'mutation: assign licenses from stock to customers',
      as: RESELLER,
      query: `# Assigns licenses from stock to customers, permanently. "dryRun" shows the effects.
mutation AssignLicenses($input: AssignLicensesInput!) {
  assignLicenses(input: $input) {
    results {
      license {
        status
      }
      userErrors {
        code
        message
        field
      }
    }
    effects {
      kind
      subject
      event
    }
    userErrors {
      code
      message
      field
    }
  }
}
`,
      variables: ({ reseller, stock }) => ({
        input: {
          accountId: reseller,
          assignments: [{ licenseId: stock, email: 'it@fourthcoffee.example' }],
          allOrNothing: true,
          dryRun: true,
        },
      }),
    },
    {
      name: 'Leases',
      about: 'leases, and their cost this month',
      as: PROVIDER,
      query: `# Leases of a lease provider, with the cost of each for this month.
query Leases($accountId: ID!, $filter: LeaseFilter, $after: String) {
  account(id: $accountId) {
    leases(first: 20, after: $after, filter: $filter) {
      nodes {
        number
        customerEmail
        serverName
        startedAt
        product {
          name
        }
        thisMonth {
          days
          amount {
            amount
            currency
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
`,
      variables: ({ provider }) => ({
        accountId: provider,
        filter: { status: 'ACTIVE' },
        after: null,
      }),
    },
    {
      name: 'StartLease',
      about: 'mutation: start a lease for a customer',
      as: PROVIDER,
      query: `# Starts a lease and mails its key to the customer. "dryRun" shows cost and effects.
mutation StartLease($input: StartLeaseInput!) {
  startLease(input: $input) {
    lease {
      number
    }
    monthlyPrice {
      amount
      currency
    }
    thisMonth {
      amount
      currency
    }
    effects {
      kind
      subject
      event
    }
    userErrors {
      code
      message
      field
    }
  }
}
`,
      variables: ({ provider, product }) => ({
        input: {
          accountId: provider,
          productId: product,
          customerEmail: 'it@fourthcoffee.example',
          dryRun: true,
        },
      }),
    },
  ],
};
