import 'reflect-metadata';
import { Field, FieldResolver, InputType, ObjectType, Resolver, Root } from 'type-graphql';
import { Refusal } from '../domain/refusal';
import type { Context } from '../features/context';
import type { Call } from '../graphql/call';
import { Instant } from '../graphql/input';
import { RowRef, type Outcome } from '../graphql/outcome';
import { DateTimeScalar } from '../graphql/scalars';
import { Write } from '../graphql/write';
import { WritePayload } from '../graphql/write.types';
import { ClockProblem, type MovableClock } from './clock';

@InputType({ description: "Moves the demo's clock." })
export class MoveClockInput {
  @Instant({
    description: 'Instant to move to, later than what the clock shows.',
    whenAbsent: "the machine's time",
  })
  readonly to?: Date;
}

@ObjectType({ description: 'Result of `moveClock`.', simpleResolvers: true })
export class MoveClockPayload extends WritePayload {
  /** Whether it was moved. */
  readonly moved?: boolean;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'What the clock shows now; null when it was not moved.',
  })
  readonly now!: Date | null;
}

/** Moves the time in which everything happens: given to the demo alone, never to production. */
@Resolver(() => MoveClockPayload)
export class ClockResolver {
  constructor(private readonly clock: MovableClock) {}

  @FieldResolver(() => DateTimeScalar, {
    nullable: true,
    description: 'What the clock shows now; null when it was not moved.',
  })
  now(@Root() { moved }: MoveClockPayload): Date | null {
    return moved === true ? this.clock.now() : null;
  }

  @Write(() => MoveClockInput, () => MoveClockPayload, {
    description:
      "Moves the demo's clock forward, or back to the machine's time, and returns once the jobs that became due have run. The clock runs on from there. Sessions that would have expired by then expire. Errors: `CLOCK_BACKWARDS` when the instant is in the past, `CLOCK_TOO_FAR` when it is after the year 2199.",
    on: null,
    dryRun: false,
  })
  async moveClock(
    input: MoveClockInput,
    call: Call,
    { authentication }: Context,
  ): Promise<Outcome<MoveClockPayload>> {
    const to = input.to ?? null;
    this.refuseBackwards(to);
    const outcome = await call.commit((unit) => {
      // Nobody comes here without being signed in: the permission map says so.
      unit.audit({
        subject: new RowRef('User', authentication?.person.pk ?? 0),
        accountId: null,
        before: { clock: call.now.toISOString() },
        after: { clock: to?.toISOString() ?? 'the time of the machine' },
      });
      return Promise.resolve({ moved: true });
    });
    await this.clock.moveTo(to);
    return outcome;
  }

  private refuseBackwards(to: Date | null): void {
    try {
      if (to !== null) this.clock.assertAhead(to);
    } catch (error) {
      if (!(error instanceof ClockProblem)) throw error;
      throw new Refusal({ code: error.code, message: error.message, field: ['to'] });
    }
  }
}
