/**
 * Mails to one address, written by hand like notified.table.ts, by whose address it is; `activator` is an active
 * login with ACTIVATE_LICENSES. A cell says who is told, `address` being the address alone and `-` nobody, with `$`
 * seeing amounts, `k` keys and `p` the PDF; after a stroke, why the one who has the address is left out: `same` address, or
 * `pending` invitation. Everybody else is not addressed. No setting of anybody matters, nor does the account's kind.
 */
export const ADDRESSED: readonly {
  readonly title: string;
  /** Whether it is the account's own address as well. */
  readonly own: boolean;
  readonly rows: string;
}[] = [
  {
    title: "a mail to an address that is not the account's own",
    own: false,
    rows: `
| event                | rule    | holder   | login   | activator | invited        | contact        | nobody  |
| LEASE_STOPPED        | R44     | holder k | login   | login k   | address / same | address / same | address |
| LICENSE_KEY_DELIVERY | R18 R31 | holder k | login   | login k   | address / same | address / same | address |
| LICENSE_MODIFIED     | R18 R33 | holder k | login   | login k   | address / same | address / same | address |
| ACCOUNT_CREATED      | R18 R32 | holder k | login   | login k   | address / same | address / same | address |
| INVOICE_EMAILED      | R47     | holder $p | login $p | login $p | - / pending    | contact $p     | -       |
| INVITATION           | R18 R10 | holder   | login   | login     | login          | address / same | address |
| VERIFICATION         | R18     | holder   | login   | login     | login          | address / same | address |
| PASSWORD_RESET       | R18 R10 | holder   | login   | login     | login          | address / same | address |
| EMAIL_CHANGED        | R18     | holder   | login   | login     | login          | address / same | address |
| NEW_SIGN_IN          | R18     | holder   | login   | login     | login          | address / same | address |
`,
  },
  {
    title: "a mail to the account's own address, which keys go to",
    own: true,
    rows: `
| event                | rule    | holder   | login   | activator | invited          | contact          | nobody    |
| LEASE_STOPPED        | R44     | holder k | login k | login k   | address k / same | address k / same | address k |
| LICENSE_KEY_DELIVERY | R18 R31 | holder k | login k | login k   | address k / same | address k / same | address k |
| LICENSE_MODIFIED     | R18 R33 | holder k | login k | login k   | address k / same | address k / same | address k |
| ACCOUNT_CREATED      | R18 R32 | holder k | login k | login k   | address k / same | address k / same | address k |
| INVOICE_EMAILED      | R47     | holder $p | login $p | login $p | - / pending      | contact $p       | -         |
| INVITATION           | R18 R10 | holder   | login   | login     | login            | address / same   | address   |
| VERIFICATION         | R18     | holder   | login   | login     | login            | address / same   | address   |
| PASSWORD_RESET       | R18 R10 | holder   | login   | login     | login            | address / same   | address   |
| EMAIL_CHANGED        | R18     | holder   | login   | login     | login            | address / same   | address   |
| NEW_SIGN_IN          | R18     | holder   | login   | login     | login            | address / same   | address   |
`,
  },
];
