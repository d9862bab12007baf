import type { AddOnEntity } from '../../database/entities/product.entity';
import { formerKeyEnd } from '../../domain/licensing/key-replacement';
import type { LicenseStatus } from '../../domain/licensing/license';
import { recorded } from '../../features/license/activation.service';
import type { Fields } from '../../graphql/call';
import type { DemoAct, DoneAs } from './demo-act';
import type { DemoLease, DemoLicense } from './demo-license';
import type { DemoActivation } from './make-installations';
import type { Random } from './random';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Who activates again after a change does so within so many minutes. */
const REACTIVATED_WITHIN = 47 * 60;
/** Staff suspend a license after so many days, and not while anything else is going on. */
const SUSPENDED_AFTER = 61 * DAY;

/** What the rest of the story knows of a license. */
export interface LicenseStory {
  readonly license: DemoLicense;
  /** Null when it was bought. */
  readonly lease: DemoLease | null;
  /** The oldest first. */
  readonly activations: readonly DemoActivation[];
  /** How staff took its order back; null when they did not. */
  readonly withdrawal: 'voidInvoice' | 'creditInvoice' | null;
}

interface Step {
  readonly at: Date;
  readonly happen: () => void;
}

type Account = DemoAct['account'];
type Server = Pick<DemoActivation, 'serverName' | 'deactivatedAt'> & { endsAt: Date | null };

const namesOf = (addOns: readonly AddOnEntity[]): string[] => addOns.map(({ name }) => name);

/** The life of one license, retold from its end: what was done to it, in the order of time (R36). */
export class LicenseHistory {
  private readonly acts: DemoAct[] = [];
  private readonly steps: Step[] = [];
  private status: LicenseStatus;
  private servers: Server[] = [];

  constructor(
    private readonly story: LicenseStory,
    private readonly now: Date,
    private readonly random: Random,
  ) {
    this.status = story.license.origin === 'RESOLD' ? 'UNASSIGNED' : 'READY';
  }

  history(): readonly DemoAct[] {
    const { license, lease } = this.story;
    if (lease === null) this.bought();
    else this.leased(lease);
    for (const activation of this.story.activations) this.installed(activation);
    if (license.endedAt !== null) this.step(license.endedAt, () => this.end(license.endedAt!));
    if (license.status === 'SUSPENDED') this.suspended();
    if (license.keyReplacedAt !== null) this.keyReplaced(license.keyReplacedAt);
    this.steps.sort((a, b) => a.at.getTime() - b.at.getTime());
    for (const { at, happen } of this.steps) {
      // What was moved away from ends by itself, without a deed.
      this.servers = this.servers.filter(
        ({ deactivatedAt }) => deactivatedAt === null || deactivatedAt >= at,
      );
      happen();
    }
    return this.acts;
  }

  private step(at: Date, happen: () => void): void {
    this.steps.push({ at, happen });
  }

  private bought(): void {
    const { license } = this.story;
    const { payer, product, addOns, maintenance, createdAt, assignedAt, origin } = license;
    // Orders of several licenses are known in another order than they were placed.
    const changes = license.changes.toSorted((a, b) => a.at.getTime() - b.at.getTime());
    const as: DoneAs = { permission: origin === 'RESOLD' ? 'RESELLER' : 'MAKE_PURCHASES' };
    const first = (field: string) => changes.find((change) => change.field === field)?.from;
    const terms = {
      product: first('product') ?? product.name,
      addOns: namesOf(addOns),
      maintenanceEndsOn: first('maintenanceEndsOn') ?? maintenance?.to ?? null,
    };
    this.step(createdAt, () =>
      this.done(createdAt, 'checkout', payer, as, null, { ...terms, status: this.status }),
    );
    if (origin === 'RESOLD' && assignedAt !== null)
      this.step(assignedAt, () => {
        const after = { status: 'READY', customer: license.customer?.email ?? null } as const;
        this.done(assignedAt, 'assignLicense', payer, as, this.current({ customer: null }), after);
        this.status = after.status;
      });
    for (const { at, field, from, to } of changes)
      this.changed(at, 'checkout', as, { [field]: from }, { [field]: to }, field === 'product');
  }

  private leased({ terms, customerEmail, provider, startedAt }: DemoLease): void {
    const as: DoneAs = { permission: 'LEASE_PROVIDER' };
    terms.forEach(({ createdAt, product, addOns }, index) => {
      const before = terms[index - 1];
      const after = { product: product.name, addOns: namesOf(addOns) };
      if (before === undefined)
        this.step(startedAt, () => {
          const lease = { ...after, status: this.status, customer: customerEmail };
          this.done(startedAt, 'startLease', provider, as, null, lease);
        });
      else {
        const was = { product: before.product.name, addOns: namesOf(before.addOns) };
        this.changed(createdAt, 'modifyLease', as, was, after, true);
      }
    });
  }

  /** @param reactivate - whether what runs asks to be activated again (R34) */
  private changed(
    at: Date,
    action: string,
    as: DoneAs,
    before: Fields,
    after: Fields,
    reactivate: boolean,
  ): void {
    const { license } = this.story;
    this.step(at, () => {
      const was = this.current(before);
      if (reactivate && this.status === 'ACTIVE') this.status = 'REACTIVATION_REQUIRED';
      this.done(at, action, license.payer, as, was, this.current(after));
    });
    const reactivationPending =
      license.status === 'REACTIVATION_REQUIRED' && license.lastChange?.at === at;
    if (!reactivate || reactivationPending) return;
    const again = new Date(at.getTime() + this.random.whole(10, REACTIVATED_WITHIN) * MINUTE);
    if (again > this.now) return;
    this.step(again, () => {
      if (this.status === 'REACTIVATION_REQUIRED') this.activate(again, () => undefined);
    });
  }

  private installed(activation: DemoActivation): void {
    const { activatedAt, deactivatedAt, endsAt, serverName } = activation;
    this.step(activatedAt, () =>
      this.activate(activatedAt, () => {
        for (const server of this.servers) server.endsAt = endOf(server, this.story.activations);
        this.servers.push({ serverName, deactivatedAt, endsAt: null });
      }),
    );
    if (deactivatedAt === null || endsAt !== null || this.story.license.endedAt !== null) return;
    this.step(deactivatedAt, () => {
      const before = recorded(this.status, this.servers);
      if (this.status !== 'SUSPENDED') this.status = 'READY';
      this.servers = [];
      this.byCustomer(deactivatedAt, 'deactivateLicense', before);
    });
  }

  private activate(at: Date, install: () => void): void {
    const before = recorded(this.status, this.servers);
    install();
    this.status = 'ACTIVE';
    this.byCustomer(at, 'activateLicense', before);
  }

  private byCustomer(at: Date, action: string, before: Fields): void {
    const { license } = this.story;
    const as: DoneAs = { permission: 'ACTIVATE_LICENSES' };
    const after = recorded(this.status, this.servers);
    this.done(at, action, license.customer ?? license.payer, as, before, after);
  }

  private end(at: Date): void {
    const { license, withdrawal } = this.story;
    const before = recorded(this.status, this.servers);
    this.status = 'ENDED';
    this.servers = [];
    const as: DoneAs =
      withdrawal === null
        ? { permission: 'LEASE_PROVIDER' }
        : { staff: 'BILLING', reason: 'The customer asked to have the order taken back.' };
    const after = recorded(this.status, this.servers);
    this.done(at, withdrawal ?? 'stopLease', license.payer, as, before, after);
  }

  private suspended(): void {
    const { license, lease } = this.story;
    const last = Math.max(...this.steps.map(({ at }) => at.getTime())) + HOUR;
    const earliest = Math.max(license.createdAt.getTime() + SUSPENDED_AFTER, last);
    const at = new Date(Math.min(earliest, this.now.getTime()));
    const reason = lease === null ? 'The order is still unpaid.' : 'The provider reported misuse.';
    const as: DoneAs = { staff: lease === null ? 'BILLING' : 'SUPPORT', reason };
    this.step(at, () => {
      const before = { status: this.status };
      this.status = 'SUSPENDED';
      this.done(at, 'suspendLicense', license.payer, as, before, { status: this.status });
    });
  }

  private keyReplaced(at: Date): void {
    const { license } = this.story;
    const as: DoneAs = { staff: 'SUPPORT', reason: 'The key was posted in a public forum.' };
    const after = { formerKeyEndsAt: formerKeyEnd(at).toISOString() };
    this.step(at, () => {
      const account = license.customer ?? license.payer;
      this.done(at, 'replaceLicenseKey', account, as, { formerKeyEndsAt: null }, after);
    });
  }

  private current(fields: Fields): Fields {
    return { ...fields, status: this.status };
  }

  private done(
    at: Date,
    action: string,
    account: Account,
    as: DoneAs,
    before: Fields | null,
    after: Fields,
  ): void {
    const subject = ['License', this.story.license.id] as const;
    this.acts.push({ at, action, subject, account, as, before, after });
  }
}

/** The end that a move gave a server, or null. */
const endOf = ({ serverName }: Server, activations: readonly DemoActivation[]): Date | null =>
  activations.find((activation) => activation.serverName === serverName)?.endsAt ?? null;
