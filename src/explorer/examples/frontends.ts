import type { ExampleGroup } from './example';

const CUSTOMER = 'holder@northwind.example';

/** What a customer's page or app asks: it finds the account by who is signed in. */
export const FRONTENDS: ExampleGroup = {
  client: 'Web and mobile frontends',
  examples: [
    {
      name: 'Viewer',
      about: 'who I am, and my accounts',
      as: CUSTOMER,
      query: `# Who am I, and what may I do on which account?
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
    },
    {
      name: 'Licenses',
      about: 'keys, products and permitted actions',
      as: CUSTOMER,
      query: `# Licenses of each of my accounts, and whether I can activate them.
query Licenses {
  viewer {
    memberships {
      account {
        number
        name
        licenses(first: 10) {
          totalCount
          nodes {
            id
            key
            status
            product {
              name
            }
            viewerCan(action: ACTIVATE_LICENSE) {
              allowed
              reason
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
    },
    {
      name: 'Invoices',
      about: 'with lines and PDF',
      as: CUSTOMER,
      query: `# The invoices of each of my accounts. Each PDF link opens for ten minutes, without signing in.
query Invoices {
  viewer {
    memberships {
      account {
        number
        name
        invoices(first: 5) {
          nodes {
            id
            number
            status
            issuedOn
            pdfUrl
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
    },
    {
      name: 'Products',
      about: 'products and prices',
      as: CUSTOMER,
      query: `# Products for sale. No sign-in needed.
query Products {
  products(first: 20) {
    nodes {
      id
      name
      family
      edition
      price(currency: EUR) {
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
    },
    {
      name: 'AddToCart',
      about: 'mutation: add a product to the cart',
      as: CUSTOMER,
      query: `# Adds a product to the cart and returns the total. See Variables below.
mutation AddToCart($input: AddToCartInput!) {
  addToCart(input: $input) {
    cart {
      lines {
        quantity
        price {
          description
          explanation
          amount {
            amount
            currency
          }
        }
      }
      tax {
        amount
      }
      total {
        amount
        currency
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
      variables: ({ customer, product }) => ({
        input: { accountId: customer, kind: 'NEW', productId: product, quantity: 1 },
      }),
    },
    {
      name: 'ActivateLicense',
      about: 'mutation: activate a license on a server',
      as: CUSTOMER,
      query: `# Activates a license on a server and returns the signed entitlement.
# For another serverName, set "move" to true.
mutation ActivateLicense($input: ActivateLicenseInput!) {
  activateLicense(input: $input) {
    license {
      status
      activations {
        serverName
        activatedAt
      }
    }
    entitlement
    userErrors {
      code
      message
      field
    }
  }
}
`,
      variables: ({ license, serverName }) => ({
        input: { licenseId: license, serverName, move: false },
      }),
    },
  ],
};
