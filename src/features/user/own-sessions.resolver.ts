import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { idleSince } from '../../auth/session.service';
import type { Call } from '../../graphql/call';
import { RowRef, type Outcome } from '../../graphql/outcome';
import { Write } from '../../graphql/write';
import type { Context } from '../context';
import { OwnSessionRepository } from './own-session.repository';
import {
  RevokeSessionInput,
  RevokeSessionPayload,
  Session,
  type SessionRow,
} from './session.types';
import { Viewer } from './viewer.types';

@Resolver(() => Viewer)
export class ViewerSessionsResolver {
  constructor(private readonly own: OwnSessionRepository) {}

  @FieldResolver(() => [Session], {
    description: 'Sessions of the viewer, the last used first.',
  })
  sessions(@Ctx() { scope, now }: Context): Promise<SessionRow[]> {
    return this.own.open(scope, now, idleSince(now));
  }
}

@Resolver(() => Session)
export class OwnSessionResolver {
  @FieldResolver(() => Boolean, { description: 'Whether it is the session of this request.' })
  current(@Root() { pk }: SessionRow, @Ctx() { authentication }: Context): boolean {
    return authentication?.sessionKey === pk;
  }

  @Write(() => RevokeSessionInput, () => RevokeSessionPayload, {
    description:
      "Revokes one of the viewer's sessions at once, for instance on a lost device. A session that has ended already is not an error.",
    on: { type: 'Session', id: 'sessionId' },
    dryRun: false,
  })
  revokeSession(_input: RevokeSessionInput, call: Call): Promise<Outcome<RevokeSessionPayload>> {
    const { pk } = call.target;
    return call.commit(async (unit) => {
      const ended = await new OwnSessionRepository(unit.tx).revoke(call.scope, pk, call.now);
      unit.audit({
        subject: new RowRef('Session', pk),
        accountId: null,
        before: { open: ended },
        after: { open: false },
      });
      return { revoked: true };
    });
  }
}
