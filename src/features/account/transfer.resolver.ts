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
} from './transfer.inputs';
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
    description:
      'The offer to be the holder of the account, which waits for this login to accept it.',
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
      'Offers the account to one of its logins, in place of any offer before; it changes hands once they accept. `NOT_A_LOGIN`, `IS_HOLDER`, `PERMISSION_NOT_AVAILABLE`, `NO_HOLDER_ANY_MORE`.',
    on: { type: 'Account', id: 'accountId' },
    rehearsable: true,
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
      'Takes an account over that its holder offers. The former holder keeps as a login what the offer says, and their API tokens end but for those that are kept here. `NO_TRANSFER`; `PASSWORD_SET_BY_HOLDER` for who has to choose a password of their own first.',
    on: { type: 'Account', id: 'accountId' },
    rehearsable: true,
    decided: true,
  })
  acceptTransfer(input: AcceptTransferInput, call: Call): Promise<Outcome<AcceptTransferPayload>> {
    return this.service.accept(call, input);
  }

  @Write(() => CancelTransferInput, () => CancelTransferPayload, {
    description: 'Calls the offer of an account off; both sides can. `NO_TRANSFER`.',
    on: { type: 'Account', id: 'accountId' },
    rehearsable: true,
    decided: true,
  })
  cancelTransfer(_input: CancelTransferInput, call: Call): Promise<Outcome<CancelTransferPayload>> {
    return this.service.cancel(call);
  }
}
