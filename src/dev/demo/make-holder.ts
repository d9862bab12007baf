import type { UserEntity } from '../../database/entities/user.entity';
import type { Country } from './countries.types';
import type { Directory } from './directory';
import type { Random } from './random';

interface NewHolder {
  readonly name: string;
  readonly domain: string;
  readonly country: Country;
}

/** Holders that one can sign in as. */
const NAMED: Readonly<Record<string, string>> = {
  'northwind.example': 'Hanna Brandt',
  'contoso.example': 'Oliver Bennett',
  'fabrikam.example': 'Sanne de Vries',
};

/** Departments that hold accounts: the address is the department's, the name the organization's (R2). */
const DEPARTMENTS = [
  ['purchasing', 'Purchasing'],
  ['it', 'IT Department'],
  ['licensing', 'Licensing'],
  ['finance', 'Finance'],
] as const;

/** The holder of an account, a person or a department, made together with it. */
export function makeHolder(
  held: NewHolder,
  createdAt: Date,
  directory: Directory,
  random: Random,
): UserEntity {
  const { name, domain, country } = held;
  const given = NAMED[domain];
  if (given !== undefined) return directory.addUser(`holder@${domain}`, given, createdAt);
  // Some accounts were made by a partner's assignment, and nobody has signed in to them yet (R32).
  const options = { neverSignedIn: random.chance(0.06) };
  if (!random.chance(0.22)) return directory.addPerson(country, domain, createdAt, random, options);
  const [mailbox, department] = random.pick(DEPARTMENTS);
  return directory.addUser(`${mailbox}@${domain}`, `${name}, ${department}`, createdAt, options);
}
