import { Args, Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import type { Call } from '../../graphql/call';
import { PageArgs } from '../../graphql/connection';
import type { IdCodec } from '../../graphql/ids';
import { childLoader, type ListDeclaration, type Lists } from '../../graphql/lists';
import type { Outcome } from '../../graphql/outcome';
import { Write } from '../../graphql/write';
import { Account, type AccountRow } from '../account/account.types';
import { AccountTransfer, type TransferRow } from '../account/transfer.mutation-types';
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
    description: 'API tokens of the account, oldest first, including ended ones.',
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
      'Creates an API token for a back end of the account. It has the permissions of its scopes, as far as the holder has them, and never those that only the holder has. Errors: `NO_SCOPES`, `REPEATED` when a permission is given twice, `PERMISSION_NOT_AVAILABLE` when the account is not a partner of that kind, `EXPIRY_OUT_OF_RANGE`, `INVALID_ADDRESS_RANGE`, `INVALID_AMOUNT`, `AMOUNT_TOO_LARGE`.',
    on: { type: 'Account', id: 'accountId' },
    dryRun: false,
  })
  createApiToken(
    input: CreateApiTokenInput,
    call: Call<AccountRow>,
    context: Context,
  ): Promise<Outcome<CreateApiTokenPayload>> {
    return this.service.create(call, input, context);
  }

  @Write(() => RevokeApiTokenInput, () => RevokeApiTokenPayload, {
    description: 'Revokes an API token at once. A token that has ended already is not an error.',
    on: { type: 'ApiToken', id: 'apiTokenId' },
    dryRun: true,
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
    description: 'The API token of the request; null for people.',
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
    description: 'API tokens of the holder. They end unless the new holder keeps them.',
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

  @FieldResolver(() => ID, { description: 'Id of the token, for `keepTokenIds`.' })
  id(@Root() { pk }: TransferableToken): string {
    return this.ids.encode('ApiToken', pk);
  }
}
