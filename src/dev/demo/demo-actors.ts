import type { UserEntity } from '../../database/entities/user.entity';
import { PERMISSION, type Permission, type StaffRole } from '../../domain/people/permission';
import type { DemoAccount } from './demo-account';
import type { DemoAct } from './demo-act';
import type { Directory } from './directory';
import type { Random } from './random';

/** Networks that are kept for documentation: nobody's real address stands in the demo. */
const NETWORKS = ['192.0.2', '198.51.100', '203.0.113'] as const;

/** Who did something, and by which request. */
export interface ActorInfo {
  readonly user: UserEntity;
  readonly staffRole: StaffRole | null;
  readonly reason: string | null;
  readonly address: string;
  readonly requestId: string;
}

/** Finds somebody who was allowed to do what was done. What one order caused has one actor and one request. */
export class DemoActors {
  private readonly users: ReadonlyMap<number, UserEntity>;
  private readonly members = new Map<number, Directory['memberships']>();
  private readonly known = new Map<string, ActorInfo>();
  /** An order may renew what is resold beside what is one's own: whoever placed it may do both (R26). */
  private readonly needed = new Map<string, Set<Permission>>();

  constructor(
    directory: Directory,
    acts: readonly DemoAct[],
    private readonly random: Random,
  ) {
    this.users = new Map(directory.users.map((user) => [user.id, user]));
    for (const membership of directory.memberships) {
      const others = this.members.get(membership.accountId);
      if (others === undefined) this.members.set(membership.accountId, [membership]);
      else others.push(membership);
    }
    for (const act of acts)
      if ('permission' in act.as) {
        const request = requestOf(act);
        const needed = this.needed.get(request) ?? new Set();
        this.needed.set(request, needed.add(act.as.permission));
      }
  }

  of(act: DemoAct): ActorInfo {
    const { at, account, as } = act;
    const request = requestOf(act);
    const known = this.known.get(request);
    if (known !== undefined) return known;
    const staffRole = 'staff' in as ? as.staff : 'person' in as ? as.staffRole : null;
    const user =
      'staff' in as
        ? this.staff(as.staff)
        : 'person' in as
          ? as.person
          : 'holder' in as
            ? account.holder
            : this.member(account, this.needed.get(request) ?? new Set(), at);
    const reason = 'staff' in as ? as.reason : null;
    const address = addressOf(user);
    const actorInfo = { user, staffRole, reason, address, requestId: this.requestId() };
    this.known.set(request, actorInfo);
    return actorInfo;
  }

  private staff(role: StaffRole): UserEntity {
    const found = [...this.users.values()].find(({ staffRole }) => staffRole === role);
    if (found === undefined) throw new RangeError(`Nobody of the staff is ${role}`);
    return found;
  }

  /** A login where there is one that may; the holder now and then, and where nobody else may. */
  private member(account: DemoAccount, needed: ReadonlySet<Permission>, at: Date): UserEntity {
    const able = (this.members.get(account.id) ?? [])
      .filter(({ status, createdAt }) => status === 'ACTIVE' && createdAt <= at)
      .filter((membership) => [...needed].every((one) => membership[PERMISSION[one].column]))
      .flatMap(({ userId }) => this.users.get(userId) ?? []);
    const logins = able.filter((user) => user !== account.holder && !user.mustChangePassword);
    const byHolder = !account.holder.mustChangePassword && this.random.chance(0.3);
    return logins.length === 0 || byHolder ? account.holder : this.random.pick(logins);
  }

  /** Requests are numbered by random UUIDs. */
  private requestId(): string {
    const bytes = Buffer.from(this.random.bytes(16));
    bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6);
    bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
    return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  }
}

const requestOf = ({ action, account, at }: DemoAct): string =>
  `${action} ${account.id} ${at.getTime()}`;

/** Everybody sits at one desk. */
const addressOf = ({ id }: UserEntity): string =>
  `${NETWORKS[id % NETWORKS.length]}.${1 + (Math.floor(id / NETWORKS.length) % 254)}`;
