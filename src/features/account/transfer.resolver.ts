import type DataLoader from 'dataloader';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Call } from '../../graphql/call';
import { rowLoader } from '../../graphql/lists';
import type { Outcome } from '../../graphql/outcome';
import { Write } from '../../graphql/write';
import type { Context } from '../context';
import { Membership, type MembershipRow } from './account.types';
import {
  AcceptTransferInput,
  AcceptTransferPayload,
  AccountTransfer,
  CancelTransferInput,
  CancelTransferPayload,
  TransferAccountInput,
  TransferAccountPayload,
  type TransferRow,
} from './transfer.mutation-types';
import type { TransferRepository } from './transfer.repository';
import type { TransferService } from './transfer.service';

/** The open offer of an account, by its key. */
export const transferLoader = (
  context: Context,
  transfers: TransferRepository,
): DataLoader<number, TransferRow | null> =>
  rowLoader(
    context,
    'Account.transfer',
    (scope, keys) => transfers.ofAccounts(scope, keys),
    (row) => row.accountId,
  );

@Resolver(() => Membership)
export class TransferResolver {
  constructor(
    private readonly service: TransferService,
    private readonly transfers: TransferRepository,
  ) {}

  @FieldResolver(() => AccountTransfer, {
    nullable: true,
    description: 'Pending transfer of the account to this login; null when there is none.',
  })
  async transfer(
    @Root() { accountId, userId }: MembershipRow,
    @Ctx() context: Context,
  ): Promise<TransferRow | null> {
    const transfer = await transferLoader(context, this.transfers).load(accountId);
    const open = transfer !== null && transfer.expiresAt.getTime() > context.now.getTime();
    return open && transfer.toUserId === userId ? transfer : null;
  }

  @Write(() => TransferAccountInput, () => TransferAccountPayload, {
    description:
      "Offers the account to one of its logins and replaces an earlier offer. The account changes hands once the login accepts. Errors: `NOT_A_LOGIN` when the membership is not an accepted login of the account, `IS_HOLDER` when it is the holder's, `PERMISSION_NOT_AVAILABLE` when the account is not a partner of that kind, `NO_HOLDER_ANY_MORE` when the account has just changed hands.",
    on: { type: 'Account', id: 'accountId' },
    dryRun: true,
  })
  transferAccount(
    input: TransferAccountInput,
    call: Call,
    context: Context,
  ): Promise<Outcome<TransferAccountPayload>> {
    return this.service.offer(call, input, context);
  }

  @Write(() => AcceptTransferInput, () => AcceptTransferPayload, {
    description:
      'Accepts the transfer of an account. The former holder becomes a login with the permissions of the offer; their API tokens end, except those in `keepTokenIds`. Errors: `NO_TRANSFER` when no transfer to the viewer is pending, `PASSWORD_SET_BY_HOLDER` when the viewer has to choose a password of their own first.',
    on: { type: 'Account', id: 'accountId' },
    dryRun: true,
    decided: true,
  })
  acceptTransfer(input: AcceptTransferInput, call: Call): Promise<Outcome<AcceptTransferPayload>> {
    return this.service.accept(call, input);
  }

  @Write(() => CancelTransferInput, () => CancelTransferPayload, {
    description:
      'Cancels the transfer of an account. Holder and chosen login both can. Errors: `NO_TRANSFER` when none is pending.',
    on: { type: 'Account', id: 'accountId' },
    dryRun: true,
    decided: true,
  })
  cancelTransfer(_input: CancelTransferInput, call: Call): Promise<Outcome<CancelTransferPayload>> {
    return this.service.cancel(call);
  }
}
