/**
 * The tabs that a first visit opens with, in order. None needs an id pasted: the accounts come from
 * the viewer's own memberships. A tab is named after its operation.
 */
export const EXAMPLES: readonly string[] = [
  `# Who am I, and what may I do on which account?
# The viewer is null until you sign in above.
query Viewer {
  viewer {
    user {
      email
      fullName
    }
    staffRole
    memberships {
      role
      permissions
      account {
        id
        number
        name
      }
    }
  }
}
`,
  `# The licenses of each of my accounts, with key, product and status.
query Licenses {
  viewer {
    memberships {
      account {
        number
        name
        licenses(first: 10) {
          totalCount
          nodes {
            key
            status
            origin
            product {
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
  }
}
`,
  `# The invoices of each of my accounts, line by line.
query Invoices {
  viewer {
    memberships {
      account {
        number
        name
        invoices(first: 5) {
          nodes {
            number
            kind
            status
            issuedOn
            dueOn
            lines {
              description
              quantity
              amount {
                amount
                currency
              }
            }
            total {
              amount
              currency
            }
            balance {
              amount
              currency
            }
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
    }
  }
}
`,
  `# What a lease provider's accounts lease out. Try holder@fabrikam.example in the demo.
query Leases {
  viewer {
    memberships {
      account {
        number
        name
        leases(first: 10) {
          nodes {
            number
            status
            customerEmail
            serverName
            startedAt
            stoppedAt
            product {
              name
            }
            monthlyPrice {
              amount
              currency
            }
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
    }
  }
}
`,
  `# What is for sale.
query Products {
  products(first: 20) {
    nodes {
      id
      name
      family
      edition
      price {
        amount
        currency
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
`,
  `# Any account, for staff alone. Try support@keyhold.example in the demo.
query StaffAccounts {
  accounts(search: "northwind", first: 5) {
    nodes {
      id
      number
      name
      email
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
`,
];
