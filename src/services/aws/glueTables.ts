import { GetTableCommand, type GlueClient } from '@aws-sdk/client-glue';
import { asCleanRoomError } from '../../core/errors.ts';
import type { GlueSource, GlueTable } from '../../core/inspectionService.ts';
import { answers, expectAnswer } from './answers.ts';
import type { AwsCalls } from './awsCalls.ts';

/**
 * A table of an account's catalogue; undefined where AWS Glue has no such table or database.
 * @param home the account, and the Region where the source names none
 */
export async function readGlueTable(
  client: GlueClient,
  calls: AwsCalls,
  home: { accountId: string; region: string },
  { database, table, region = home.region }: GlueSource,
  signal?: AbortSignal,
): Promise<GlueTable | undefined> {
  const operation = 'GetTable';
  try {
    const answer = await calls.read(
      operation,
      (options) => client.send(new GetTableCommand({ DatabaseName: database, Name: table }), options),
      signal,
    );
    const location = expectAnswer(operation, answers.glueTable, answer.Table).StorageDescriptor?.Location;
    const catalogue = `arn:aws:glue:${region}:${home.accountId}`;
    return {
      arn: `${catalogue}:table/${database}/${table}`,
      databaseArn: `${catalogue}:database/${database}`,
      catalogArn: `${catalogue}:catalog`,
      // A view has none.
      ...(location === undefined || location === '' ? {} : { location }),
    };
  } catch (thrown) {
    if (asCleanRoomError(thrown).code === 'not_found') return undefined;
    throw thrown;
  }
}
