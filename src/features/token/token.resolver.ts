import { Args, Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import type { Call } from '../../graphql/call';
import { PageArgs } from '../../graphql/connection';
import type { IdCodec } from '../../graphql/ids';
import { childLoader, type ListDeclaration, type Lists } from '../../graphql/lists';
import type { Outcome } from '../../graphql/outcome';
import { Write } from '../../graphql/write';
import { Account, type AccountRow } from '../account/account.types';
import { AccountTransfer, type TransferRow } from '../account/transfer.inputs';
import type { Context } from '../context';
import { Viewer } from '../user/viewer.types';
import type { ApiTokenRepository } from './token.repository';
import type { TokenService } from './token.service';
import {
  ApiToken,
  ApiTokenConnection,
  CreateApiTokenInput,
  CreateApiTokenPayload,
  RevokeApiTokenInput,
  RevokeApiTokenPayload,
  TransferableToken,
  type ApiTokenRow,
} from './token.types';

@Resolver(() => Account)
export class AccountTokensResolver {
  private readonly list: ListDeclaration<ApiTokenRow, null, 'OLDEST_FIRST'>;

  constructor(
    tokens: ApiTokenRepository,
    private readonly lists: Lists,
    private readonly service: TokenService,
  ) {
    this.list = {
      name: 'Account.apiTokens',
      type: 'ApiToken',
      connection: ApiTokenConnection,
      orders: { OLDEST_FIRST: [{ column: 't.id', property: 'pk', descending: false }] },
      parentOf: (row) => row.accountId,
      reader: tokens.ofAccount,
    };
  }

  @FieldResolver(() => ApiTokenConnection, {
    nullable: true,
    description: 'API tokens of the account, oldest first, with those that have ended.',
  })
  apiTokens(
    @Root() account: AccountRow,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
  ): Promise<object> {
    return this.lists.connection(context, this.list, account.pk, page, 'OLDEST_FIRST', null);
  }

  @Write(() => CreateApiTokenInput, () => CreateApiTokenPayload, {
    description:
      'Makes a token for a back end of the account. It may do what its scopes name and the holder may do, and never what only the holder may. `NO_SCOPES`, `REPEATED`, `PERMISSION_NOT_AVAILABLE`, `EXPIRY_OUT_OF_RANGE`, `INVALID_ADDRESS_RANGE`, `INVALID_AMOUNT`, `AMOUNT_TOO_LARGE`.',
    on: { type: 'Account', id: 'accountId' },
    rehearsable: false,
  })
  createApiToken(
    input: CreateApiTokenInput,
    call: Call<AccountRow>,
    context: Context,
  ): Promise<Outcome<CreateApiTokenPayload>> {
    return this.service.create(call, input, context);
  }

  @Write(() => RevokeApiTokenInput, () => RevokeApiTokenPayload, {
    description: 'Ends a token at once. Ending one that has ended already is no error.',
    on: { type: 'ApiToken', id: 'apiTokenId' },
    rehearsable: true,
  })
  revokeApiToken(
    _input: RevokeApiTokenInput,
    call: Call<ApiTokenRow>,
  ): Promise<Outcome<RevokeApiTokenPayload>> {
    return this.service.revoke(call);
  }
}

@Resolver(() => Viewer)
export class ViewerTokenResolver {
  constructor(private readonly tokens: ApiTokenRepository) {}

  @FieldResolver(() => ApiToken, {
    nullable: true,
    description: 'The API token that asks; null for people.',
  })
  async token(@Ctx() { apiToken, scope }: Context): Promise<ApiTokenRow | null> {
    if (apiToken === null) return null;
    const [row] = await this.tokens.byKeys(scope, [apiToken.tokenKey]);
    return row ?? null;
  }
}

@Resolver(() => AccountTransfer)
export class TransferTokensResolver {
  constructor(private readonly reader: ApiTokenRepository) {}

  @FieldResolver(() => [TransferableToken], {
    description: "The holder's API tokens: they end unless the new holder keeps them.",
  })
  tokens(
    @Root() { accountId }: TransferRow,
    @Ctx() context: Context,
  ): Promise<readonly TransferableToken[]> {
    return childLoader(
      context,
      'AccountTransfer.tokens',
      (scope, keys: readonly number[]) => this.reader.ofTransfers(scope, keys, context.now),
      (row) => row.accountId,
    ).load(accountId);
  }
}

@Resolver(() => TransferableToken)
export class TransferableTokenResolver {
  constructor(private readonly ids: IdCodec) {}

  @FieldResolver(() => ID, { description: 'Its id, for `keepTokenIds`.' })
  id(@Root() { pk }: TransferableToken): string {
    return this.ids.encode('ApiToken', pk);
  }
}
