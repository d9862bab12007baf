/** An account whose name and kind are set, not drawn. */
export interface NamedAccount {
  readonly name: string;
  readonly domain: string;
  readonly country: string;
  readonly reseller?: true;
  readonly leaseProvider?: true;
  readonly discountPercent?: number;
}

export const NORTHWIND: NamedAccount = {
  name: 'Northwind Traders',
  domain: 'northwind.example',
  country: 'DE',
};

export const CONTOSO: NamedAccount = {
  name: 'Contoso Ltd',
  domain: 'contoso.example',
  country: 'GB',
  reseller: true,
  discountPercent: 20,
};

export const FABRIKAM: NamedAccount = {
  name: 'Fabrikam Hosting',
  domain: 'fabrikam.example',
  country: 'NL',
  leaseProvider: true,
};

/** What an account far away writes on its letters. */
interface FarAccount {
  readonly name: string;
  readonly address: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
}

/** Some of the accounts by their keys: not everybody writes in Latin letters. */
export const FAR_ACCOUNTS: ReadonlyMap<number, FarAccount> = new Map([
  [
    31,
    {
      name: '株式会社みなとソフト',
      address: '東京都千代田区丸の内1丁目9番1号\n日本',
      country: 'JP',
    },
  ],
  [42, { name: 'חברת גלים תוכנה בע״מ', address: 'רחוב הרצל 12\nתל אביב', country: 'IL' }],
  [53, { name: 'شركة النخيل للبرمجيات', address: 'شارع الشيخ زايد ١٢\nدبي', country: 'AE' }],
  [64, { name: 'บริษัท ช้างเผือก จำกัด', address: '99 ถนนสุขุมวิท\nกรุงเทพมหานคร 10110', country: 'TH' }],
  [75, { name: '🦊 Fox & Söhne', address: 'Fuchsweg 7\n1100 Wien\nÖsterreich', country: 'AT' }],
]);

const reseller = (name: string, domain: string, country: string, discountPercent: number) =>
  ({ name, domain, country, reseller: true, discountPercent }) as const;
const provider = (name: string, domain: string, country: string) =>
  ({ name, domain, country, leaseProvider: true }) as const;
const both = (name: string, domain: string, country: string, discountPercent: number) =>
  ({ name, domain, country, reseller: true, leaseProvider: true, discountPercent }) as const;

/** Twelve resellers and ten lease providers, three of which are both. */
export const PARTNERS: readonly NamedAccount[] = [
  both('Granite Managed Services Inc.', 'granite-managed.example', 'US', 18),
  reseller('Softhaus Meyer GmbH', 'softhaus-meyer.example', 'DE', 15),
  provider('Alpenhost AG', 'alpenhost.example', 'CH'),
  CONTOSO,
  FABRIKAM,
  reseller('Brightline Software LLC', 'brightline.example', 'US', 15),
  provider('Bluewire Hosting LLC', 'bluewire.example', 'US'),
  both('Mailport GmbH', 'mailport.example', 'AT', 12),
  reseller('Licences Directes SARL', 'licences-directes.example', 'FR', 10),
  provider('Cloudvik AB', 'cloudvik.example', 'SE'),
  reseller('Aldgate IT Supplies Ltd', 'aldgate-it.example', 'GB', 10),
  provider('Datenhafen GmbH', 'datenhafen.example', 'DE'),
  reseller('Iberia Software S.L.', 'iberia-software.example', 'ES', 10),
  both('Lumen Hébergement SAS', 'lumen-hebergement.example', 'FR', 15),
  reseller('Maple Licensing Inc.', 'maple-licensing.example', 'CA', 12),
  provider('Emerald Servers Ltd', 'emerald-servers.example', 'IE'),
  reseller('Wisła Software Sp. z o.o.', 'wisla-software.example', 'PL', 10),
  provider('Southern Cross Hosting Pty Ltd', 'southern-cross.example', 'AU'),
  reseller('Kivi Solutions Oy', 'kivi.example', 'FI', 10),
];
