import type { Passwords } from '../auth/passwords';
import type { SessionService } from '../auth/session.service';
import { TwoFactor } from '../auth/two-factor';
import type { RateLimits } from '../database/rate-limits';
import { AccountHistoryResolver } from '../features/account/account-history.resolver';
import { proveAccountEmail } from '../features/account/account-email';
import { AccountResolver } from '../features/account/account.resolver';
import { AccountService } from '../features/account/account.service';
import { membershipDecisions } from '../features/account/membership.decisions';
import {
  MembershipResolver,
  ViewerMembershipsResolver,
} from '../features/account/membership.resolver';
import { OwnMembershipService } from '../features/account/own-membership.service';
import { OwnMembershipResolver, PeopleResolver } from '../features/account/people.resolver';
import { PeopleService } from '../features/account/people.service';
import { PreferencesResolver } from '../features/account/preferences.resolver';
import { ProfileResolver } from '../features/account/profile.resolver';
import { SignUpResolver } from '../features/account/sign-up.resolver';
import { SignUpService } from '../features/account/sign-up.service';
import { TransferResolver } from '../features/account/transfer.resolver';
import { TransferService, type OnHandOver } from '../features/account/transfer.service';
import { AccountContactsResolver } from '../features/contact/account-contacts.resolver';
import { ContactResolver } from '../features/contact/contact.resolver';
import { ContactService } from '../features/contact/contact.service';
import { HolderRecovery } from '../features/staff/holder-recovery';
import {
  HolderRecoveryResolver,
  recoveryDecisions,
  TwoFactorRecoveryResolver,
} from '../features/staff/recovery.resolver';
import type { NotifyStaff } from '../features/staff/recovery.types';
import { EmailSettlement } from '../features/staff/settle-email';
import {
  settlementDecisions,
  UnsettledEmailResolver,
} from '../features/staff/unsettled-emails.resolver';
import { StaffMembers } from '../features/staff/staff-members';
import { staffDecisions, StaffMembersResolver } from '../features/staff/staff-members.resolver';
import { TwoFactorRecovery } from '../features/staff/two-factor-recovery';
import { ActAsPayloadResolver, StaffResolver } from '../features/staff/staff.resolver';
import {
  AccountTokensResolver,
  TransferableTokenResolver,
  TransferTokensResolver,
  ViewerTokenResolver,
} from '../features/token/token.resolver';
import { TokenService } from '../features/token/token.service';
import { MailThrottle } from '../features/user/mail-throttle';
import type { SignInLimits } from '../features/user/sign-in-limits';
import { EmailResolver } from '../features/user/email.resolver';
import { EmailService } from '../features/user/email.service';
import { OwnSessionResolver, ViewerSessionsResolver } from '../features/user/own-sessions.resolver';
import { PasswordResolver } from '../features/user/password.resolver';
import { PasswordService } from '../features/user/password.service';
import { TwoFactorResolver } from '../features/user/two-factor.resolver';
import {
  SessionResolver,
  SignInPayloadResolver,
  ViewerResolver,
} from '../features/user/viewer.resolver';
import { recoveries } from '../jobs/recoveries';
import type { Core, Wiring } from './wiring';

/** How people prove who they are. */
export interface Credentials {
  readonly sessions: SessionService;
  readonly passwords: Passwords;
  readonly limits: RateLimits;
  readonly signIns: SignInLimits;
}

/** People, their credentials, the accounts that they belong to, and who looks after these. */
export function people(core: Core, { sessions, passwords, limits, signIns }: Credentials): Wiring {
  const { database, reading, sealer, ids, lists, rows, answerAfter } = core;
  const { accounts, memberships, users, tokens, transfers } = rows;
  const { twoFactorResets, holderReplacements, unsettledEmails } = rows;
  const twoFactor = new TwoFactor(sealer, core.config.vendor.name);
  const throttle = new MailThrottle(limits);
  const passwordService = new PasswordService(
    database,
    passwords,
    sessions,
    throttle,
    signIns,
    answerAfter,
  );
  const tokenService = new TokenService(ids);
  const onHandOver: OnHandOver = (unit, call, change) => tokenService.handOver(unit, call, change);
  const notifyStaff: NotifyStaff = (unit, said) => core.staff.notify(unit, 'staff-recovery', said);
  const twoFactorRecovery = new TwoFactorRecovery(notifyStaff);
  const holderRecovery = new HolderRecovery(notifyStaff, onHandOver);
  return {
    resolvers: [
      new ViewerResolver(),
      new SignInPayloadResolver(),
      new SessionResolver(sessions, twoFactor, signIns),
      new PasswordResolver(passwordService),
      new EmailResolver(new EmailService(database, passwordService, proveAccountEmail)),
      new TwoFactorResolver(users, passwordService, sessions, twoFactor),
      new ViewerSessionsResolver(rows.ownSessions),
      new OwnSessionResolver(),
      new AccountHistoryResolver(reading, lists),
      new ProfileResolver(new AccountService()),
      new SignUpResolver(new SignUpService(passwordService, throttle, answerAfter)),
      new PreferencesResolver(),
      new PeopleResolver(new PeopleService(passwordService)),
      new OwnMembershipResolver(new OwnMembershipService()),
      new TransferResolver(new TransferService(onHandOver), transfers),
      new AccountTokensResolver(tokens, lists, tokenService),
      new ViewerTokenResolver(tokens),
      new TransferTokensResolver(tokens),
      new TransferableTokenResolver(ids),
      new StaffResolver(sessions),
      new ActAsPayloadResolver(),
      new StaffMembersResolver(rows.staff, lists, new StaffMembers()),
      new TwoFactorRecoveryResolver(twoFactorRecovery, twoFactorResets),
      new HolderRecoveryResolver(holderRecovery, holderReplacements),
      new UnsettledEmailResolver(unsettledEmails, users, accounts, lists, new EmailSettlement()),
      new ContactResolver(new ContactService()),
      new AccountContactsResolver(rows.contacts, lists),
      new ViewerMembershipsResolver(memberships),
      new AccountResolver(accounts, memberships, lists, ids),
      new MembershipResolver(accounts, users),
    ],
    decisions: {
      ...membershipDecisions(memberships, transfers),
      ...recoveryDecisions(twoFactorResets, holderReplacements),
      ...staffDecisions(rows.staff),
      ...settlementDecisions(unsettledEmails),
    },
    jobs: [
      recoveries(
        database,
        core.work,
        { twoFactor: twoFactorRecovery, holder: holderRecovery },
        core.config.timeZone,
      ),
    ],
  };
}
