import type { Example } from './example';

export const CUSTOMERS: Example = {
  name: 'Customers',
  about: 'customers, each once, with what was sold and leased to them',
  as: 'holder@contoso.example',
  query: `# "id" names the customer in place of its e-mail address: give it as "customerId".
query Customers($account: ID!) {
  account(id: $account) {
    customers(first: 5) {
      nodes {
        id
        name
        email
        relations
        licenses(first: 3) {
          nodes {
            id
            status
            product {
              name
            }
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
  variables: ({ reseller }) => ({ account: reseller }),
};
