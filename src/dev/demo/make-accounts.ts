import type { AccountEntity } from '../../database/entities/account.entity';
import type { PaymentMethodEntity } from '../../database/entities/payment.entity';
import { addDays, addMonths, lastDay, monthOf, type Day } from '../../domain/billing/calendar';
import { TEST_CARDS } from '../../domain/billing/test-card';
import { taxTermsFor, type TaxRules } from '../../domain/billing/tax';
import { Companies } from './companies';
import { addressIn, countryOf, someCountry, vatNumberIn } from './countries';
import type { Country } from './countries.types';
import type { DemoAccount, DemoAccounts } from './demo-account';
import type { DemoTime } from './demo-time';
import type { Directory } from './directory';
import { makeHolder } from './make-holder';
import {
  CONTOSO,
  FABRIKAM,
  FAR_ACCOUNTS,
  NORTHWIND,
  PARTNERS,
  type NamedAccount,
} from './named-accounts';
import { Random } from './random';

const ACCOUNTS = 300;
/** Accounts that were there before the first order of the demo, partners and Northwind among them. */
const ESTABLISHED = 130;
const FIRST_NUMBER = 10_000;
const BRANDS = ['Visa', 'Mastercard', 'American Express'] as const;

type Spec = Omit<NamedAccount, 'country'> & { readonly country: Country };

/** All accounts, each with its holder and its cards, the oldest first. */
export function makeAccounts(
  time: DemoTime,
  directory: Directory,
  taxRules: TaxRules,
): DemoAccounts {
  const random = new Random('accounts');
  const named = [...PARTNERS, NORTHWIND];
  const companies = new Companies(
    random,
    named.map(({ domain }) => domain),
  );
  const cards: PaymentMethodEntity[] = [];
  const all: DemoAccount[] = [];
  for (let id = 1; id <= ACCOUNTS; id += 1) {
    const given = named[id - 1];
    const country = given ? countryOf(given.country) : someCountry(random);
    const spec: Spec = given ? { ...given, country } : { ...companies.in(country), country };
    all.push(makeAccount(id, spec));
  }
  const byName = ({ domain }: NamedAccount) => all.find((account) => account.domain === domain)!;
  cards.push(confirmedCard(cards.length + 1, byName(NORTHWIND)));
  return {
    all,
    plain: all.filter(({ reseller, leaseProvider }) => !reseller && !leaseProvider),
    resellers: all.filter(({ reseller }) => reseller),
    leaseProviders: all.filter(({ leaseProvider }) => leaseProvider),
    northwind: byName(NORTHWIND),
    contoso: byName(CONTOSO),
    fabrikam: byName(FABRIKAM),
    cards,
  };

  function makeAccount(id: number, spec: Spec): DemoAccount {
    const { country, name, domain } = spec;
    const createdOn = openedOn(id, time, random);
    const createdAt = time.morning(createdOn, random);
    const holder = makeHolder(spec, createdAt, directory, random);
    const far = FAR_ACCOUNTS.get(id);
    const business = id <= named.length || random.chance(0.85);
    const row: AccountEntity = {
      id,
      number: `AC-${FIRST_NUMBER + id}`,
      name: far?.name ?? name,
      email: random.chance(0.4)
        ? holder.email
        : `${random.pick(['info', 'office', 'it'])}@${domain}`,
      emailVerifiedAt: createdAt,
      address: addressIn(country, random),
      country: country.code,
      vatNumber: business ? vatNumberIn(country, random) : null,
      ...(far === undefined ? {} : { address: far.address, country: far.country, vatNumber: null }),
      currency: country.currency,
      holderUserId: holder.id,
      mailingPreference: random.chance(0.7) ? 'ALL' : random.chance(0.8) ? 'CRITICAL_ONLY' : 'NONE',
      reseller: spec.reseller ?? false,
      leaseProvider: spec.leaseProvider ?? false,
      discountBasisPoints: (spec.discountPercent ?? 0) * 100,
      createdAt,
    };
    // A lease cannot start without a card on file (R40).
    const hasCard = id <= named.length || random.chance(0.75);
    const card = hasCard ? addCards(row) : null;
    const { email, currency, reseller, leaseProvider, discountBasisPoints } = row;
    const tax = taxTermsFor(row, time.today, taxRules);
    const partner = { reseller, leaseProvider, discountBasisPoints };
    return {
      id,
      name: row.name,
      email,
      domain,
      country,
      currency,
      createdOn,
      createdAt,
      tax,
      ...partner,
      holder,
      card,
      row,
    };
  }

  /** One card that is good, at times with a second one or with the one it replaced. */
  function addCards(account: AccountEntity): PaymentMethodEntity {
    if (random.chance(0.2)) addCard(account, -random.whole(1, 20), false);
    const card = addCard(account, random.whole(3, 40), true);
    if (random.chance(0.25)) addCard(account, random.whole(3, 40), false);
    return card;
  }

  function addCard(
    { id: accountId, createdAt }: AccountEntity,
    goodForMonths: number,
    isDefault: boolean,
  ) {
    const card = {
      ...cardOf(cards.length + 1, accountId, createdAt),
      brand: random.pickEarly(BRANDS),
      last4: random.digits(4),
      expiresOn: lastDay(monthOf(addMonths(time.today, goodForMonths))),
      isDefault,
    };
    cards.push(card);
    return card;
  }
}

/** A card that is not the default. */
const cardOf = (id: number, accountId: number, createdAt: Date): PaymentMethodEntity => ({
  id,
  accountId,
  gateway: 'sandbox',
  gatewayReference: `sandbox_card_${id}`,
  brand: 'Visa',
  last4: '0000',
  fingerprint: null,
  expiresOn: '2039-12-31',
  isDefault: false,
  createdAt,
  removedAt: null,
  expiryToldAt: null,
  forgetAt: null,
});

/** The card of which a bank wants every payment confirmed, beside the one that is charged by itself. */
const confirmedCard = (
  id: number,
  { id: accountId, createdAt }: DemoAccount,
): PaymentMethodEntity => ({
  ...cardOf(id, accountId, createdAt),
  last4: TEST_CARDS.AUTHENTICATION.last4,
});

/** Later accounts have higher keys; the established ones opened over the year before the first order. */
function openedOn(id: number, time: DemoTime, random: Random): Day {
  const firstOrders = addMonths(time.today, -26);
  if (id <= ESTABLISHED) return addDays(firstOrders, -400 + id * 3 + random.whole(0, 2));
  const share = (id - ESTABLISHED) / (ACCOUNTS - ESTABLISHED);
  return addDays(firstOrders, Math.floor(share * 756) + random.whole(0, 3));
}
