import {
  isRunning,
  planActivation,
  planDeactivation,
  runningOn,
  whatRuns,
  type Installation,
} from '../../../src/domain/licensing/activation';
import type { LicenseStatus } from '../../../src/domain/licensing/license';
import { nextStatus, type LicenseEvent } from '../../../src/domain/licensing/license-life';
import { oldTermsUntil } from '../../../src/domain/licensing/terms';

export const START = new Date('2026-11-21T12:00:00.000Z');

interface Row extends Omit<Installation, 'outdated'> {
  readonly terms: number;
  readonly termsUntil: Date | null;
}

/** A license as the store keeps it, changed by the plans of the domain as the services do it. */
export class Stored {
  now = START;
  status: LicenseStatus = 'UNASSIGNED';
  assigned = false;
  terms = 0;
  rows: Row[] = [];

  get installations(): (Installation & Row)[] {
    return this.rows.map((row) => ({ ...row, outdated: row.terms !== this.terms }));
  }

  happen(event: LicenseEvent): void {
    const running = whatRuns(this.installations, this.now);
    this.status = nextStatus(event, { status: this.status, assigned: this.assigned, running });
  }

  assign(): void {
    this.status = nextStatus('ASSIGN', { status: this.status, assigned: true, running: 'NOTHING' });
    this.assigned = true;
  }

  activate(serverName: string, move: boolean): void {
    const plan = planActivation(this, { serverName, move }, this.now);
    for (const { installation, endsAt } of plan.ends) this.change(installation.pk, { endsAt });
    const taken = { terms: this.terms, termsUntil: null };
    if (plan.runsAs !== null) this.change(plan.runsAs.pk, taken);
    else {
      const pk = this.rows.length + 1;
      this.rows.push({ pk, serverName, endsAt: null, deactivatedAt: null, ...taken });
    }
    this.status = plan.status;
  }

  deactivate(serverName: string | null): void {
    const here =
      serverName === null ? null : (runningOn(this.installations, serverName, this.now)?.pk ?? 0);
    const plan = planDeactivation(this, here, this.now);
    for (const { pk } of plan.ended) this.change(pk, { deactivatedAt: this.now });
    if (plan.runsOn !== null) this.change(plan.runsOn.pk, { endsAt: null });
    this.status = plan.status;
  }

  changeTerms(terms: number, downgrade: boolean): void {
    const before = this.terms;
    this.terms = terms;
    try {
      this.happen('CHANGE_TERMS');
    } catch (error) {
      this.terms = before;
      throw error;
    }
    for (const { pk, outdated, termsUntil } of this.installations)
      this.change(pk, {
        termsUntil: outdated ? oldTermsUntil(termsUntil, { downgrade }, this.now) : null,
      });
  }

  end(): void {
    this.happen('END');
    for (const one of this.rows)
      if (isRunning(one, this.now)) this.change(one.pk, { deactivatedAt: this.now });
  }

  private change(pk: number, change: Partial<Row>): void {
    this.rows = this.rows.map((row) => (row.pk === pk ? { ...row, ...change } : row));
  }
}

interface Server {
  readonly name: string;
  terms: number;
  /** Hour of the story until which it may run on former terms. */
  limit: number | null;
}

/** The same in the fewest words: hours since the start, one server, and maybe the one that it moved from. */
export class Model {
  hour = 0;
  assigned = false;
  suspended = false;
  ended = false;
  terms = 0;
  main: Server | null = null;
  older: (Server & { readonly until: number }) | null = null;

  get status(): LicenseStatus {
    if (this.ended) return 'ENDED';
    if (this.suspended) return 'SUSPENDED';
    if (!this.assigned) return 'UNASSIGNED';
    if (this.main === null) return 'READY';
    return this.main.terms === this.terms ? 'ACTIVE' : 'REACTIVATION_REQUIRED';
  }

  /** Why nothing can be activated; null when it can. */
  get closed(): string | null {
    const { status } = this;
    const isClosed = status === 'ENDED' || status === 'SUSPENDED' || status === 'UNASSIGNED';
    return isClosed ? `LICENSE_${status}` : null;
  }
}
