import type { Handler } from './context.ts';
import { ServiceError } from './serviceError.ts';

export const getTable: Handler = ({ world, caller }, input) => {
  const account = input.optionalText('CatalogId') ?? caller.account.id;
  const name = input.text('Name');
  const database = input.text('DatabaseName');
  const table = account === caller.account.id ? world.glueTables.get(`${account}/${caller.region}/${database}/${name}`) : undefined;
  if (table === undefined) throw new ServiceError('EntityNotFoundException', `Table ${name} not found.`);
  return {
    Table: {
      Name: name,
      DatabaseName: database,
      CreateTime: table.createTime,
      UpdateTime: table.createTime,
      Retention: 0,
      StorageDescriptor: {
        Columns: table.columns.map((each) => ({ Name: each.name, Type: each.type })),
        Location: `s3://sandbox-${account}/${database}/${name}/`,
        Compressed: false,
        NumberOfBuckets: -1,
      },
      PartitionKeys: [],
      TableType: 'EXTERNAL_TABLE',
      IsRegisteredWithLakeFormation: false,
      CatalogId: account,
    },
  };
};
