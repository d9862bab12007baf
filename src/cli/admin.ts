import { DEFAULT_PASSWORD_COST } from '../auth/passwords';
import { compose } from '../composition';
import { publicAddress, type Config } from '../config';
import { pendingMigrations } from '../database/migrate';
import type { Clock } from '../domain/clock';
import { readEmail } from '../domain/email';
import { isOneLine, isSeen } from '../domain/text';
import { linksOf } from '../features/mail/links';
import { connected } from './connected';
import { UsageProblem, type Answer } from './terminal';

/** Invites an administrator: the only way to the first one, and the way back when none can sign in. */
export async function createAdmin(
  config: Config,
  { email: typed, name }: { readonly email: string; readonly name: string },
  { clock, report }: { readonly clock: Clock; readonly report: (line: string) => void },
): Promise<Answer> {
  const email = readEmail(typed);
  if (email === null) throw new UsageProblem(`${typed} is not an e-mail address.`);
  const fullName = name.trim();
  if (!isSeen(fullName) || !isOneLine(fullName) || fullName.length > 200)
    throw new UsageProblem(
      '--name is blank, has more than one line, or is longer than 200 characters.',
    );
  return connected(config, async (dataSource) => {
    if ((await pendingMigrations(dataSource)).length > 0)
      throw new UsageProblem('The database is not up to date; run: keyhold migrate');
    const app = compose(config, {
      dataSource,
      clock,
      passwordCost: DEFAULT_PASSWORD_COST,
      answerAfter: 0,
      report: (job) => report(`${job} failed`),
    });
    try {
      const token = await app.inviteAdministrator({ email, fullName });
      const link = linksOf(publicAddress(config)).resetPassword(token);
      return {
        lines: [
          `${email} becomes an administrator by choosing a password here, once, within 7 days:`,
          link,
          'Then sign in, and set up an authenticator app: the role is in effect with a second factor alone.',
        ],
        json: { email, link },
        done: true,
      };
    } finally {
      await app.close();
    }
  });
}
