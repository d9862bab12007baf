/** Somebody to try Keyhold as. */
export interface DemoSignIn {
  readonly email: string;
  /** What they are, in a few words. */
  readonly who: string;
  /** Secret of the authenticator app, Base32, for those who are asked for a code. */
  readonly secret?: string;
}

/** Everybody's password in the demo. */
export const DEMO_PASSWORD = 'keyhold-demo';

/** `DEMO_PASSWORD` under argon2id at the usual costs, made once: filling the demo hashes nothing. */
export const DEMO_PASSWORD_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$jJdxz/ZERsTeMU0DX4sglA$ZmL8LBU31duqoLYVORCKVJcE4UmyIJgcj5gCghHkrU8';

/** One person for each way to look at the graph. */
export const DEMO_SIGN_INS: readonly DemoSignIn[] = [
  { email: 'holder@northwind.example', who: 'holder of Northwind, a plain customer' },
  { email: 'activator@northwind.example', who: 'login of Northwind: activate licenses only' },
  { email: 'buyer@northwind.example', who: 'login of Northwind: make purchases only' },
  {
    email: 'accounts@ledgerly.example',
    who: 'login of Northwind and of Fabrikam Hosting: view and pay invoices',
  },
  { email: 'holder@contoso.example', who: 'holder of Contoso, a reseller' },
  { email: 'sales@contoso.example', who: 'login of Contoso: reseller functions' },
  { email: 'holder@fabrikam.example', who: 'holder of Fabrikam Hosting, a lease provider' },
  { email: 'ops@fabrikam.example', who: 'login of Fabrikam Hosting: lease-provider functions' },
  {
    email: 'support@keyhold.example',
    who: 'staff: support',
    secret: 'KEYHOLDDEMOSUPPORT23456777772222',
  },
  {
    email: 'billing@keyhold.example',
    who: 'staff: billing',
    secret: 'KEYHOLDDEMOBILLING23456777773333',
  },
  {
    email: 'admin@keyhold.example',
    who: 'staff: admin',
    secret: 'KEYHOLDDEMOADMIN2345677777444455',
  },
];
