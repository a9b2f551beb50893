/** What earlier tools leave behind, in small: each wants another repair, and so few that no rate is reached. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod/mini';
import type { scenarioSchema } from '../../../src/sandbox/scenarios/scenarioSchema.ts';
import { newFolder } from './program.ts';

type Scenario = z.input<typeof scenarioSchema>;

const [us, europe, northwind, litware] = ['111122223333', '222233334444', '444455556666', '888899990000'];
const analysis_rule = { receivers: [northwind] };
const additional_analyses = ['arn:aws:cleanrooms:us-east-1:*:membership/*/configuredaudiencemodelassociation/*'];
const account = (id: string): Scenario['accounts'][number] => ({
  id,
  display_name: `Account ${id}`,
  roles: [{ name: 'cleanrooms-glue-s3-access' }],
  id_namespaces: [{ name: 'ACXIdNamespace' }, { name: 'OldIdNamespace' }],
  configured_tables: [{ repeat: { from: 1, to: 6, name: 'part_{nn}' }, analysis_rule: { providers: [northwind] } }],
});

/** Names: by table id, swapped, double, along a chain. Rules: wrong receivers, wrong type. An ID namespace. */
const scenario: Scenario = {
  accounts: [account(us), account(europe), { id: northwind, display_name: 'Northwind' }, { id: litware, display_name: 'Litware' }],
  collaborations: [
    {
      name: 'Names',
      creator: northwind,
      members: [
        { account: northwind, abilities: ['CAN_QUERY', 'CAN_RECEIVE_RESULTS'], membership: {} },
        {
          account: us,
          membership: {
            configured_table_associations: [
              { table: 'part_01', name: '{table_id}', analysis_rule: { ...analysis_rule, additional_analyses } },
              { table: 'part_02', name: 'acx_part_03', analysis_rule },
              { table: 'part_03', name: 'acx_part_02', analysis_rule },
              { table: 'part_04', name: 'acx_part_05', analysis_rule },
              { table: 'part_05', name: 'acx_part_06', analysis_rule },
              { table: 'part_06', name: 'old', analysis_rule },
              { table: 'part_06', name: 'older', analysis_rule },
            ],
            id_namespace_associations: [{ namespace: 'ACXIdNamespace' }],
          },
        },
      ],
    },
    {
      name: 'Rules',
      creator: northwind,
      members: [
        { account: northwind, abilities: ['CAN_QUERY', 'CAN_RECEIVE_RESULTS'], membership: {} },
        { account: litware, abilities: ['CAN_RECEIVE_RESULTS'], status: 'LEFT' },
        {
          account: us,
          membership: {
            configured_table_associations: [
              { table: 'part_01', name: 'acx_part_01', analysis_rule: { receivers: [northwind, litware] } },
              { table: 'part_02', name: 'acx_part_02', analysis_rule: { ...analysis_rule, type: 'LIST' } },
              { repeat: { from: 3, to: 6, name: 'acx_part_{nn}' }, table: 'part_{nn}', analysis_rule },
            ],
            id_namespace_associations: [{ namespace: 'OldIdNamespace', name: 'ACXIdNamespace' }],
          },
        },
        {
          account: europe,
          membership: {
            configured_table_associations: [{ table: 'part_01', name: 'europe', analysis_rule, tags: { ManagedBy: 'Terraform' } }],
            id_namespace_associations: [{ namespace: 'OldIdNamespace', name: 'europe' }],
          },
        },
      ],
    },
  ],
  one_association_per_table: false,
};

/** Writes it to a file, with changes of how the services behave, until it is removed. */
export function smallMess(changes: Partial<Scenario> = {}): { file: string; remove: () => void } {
  const folder = newFolder();
  const file = join(folder, 'smallMess.json');
  writeFileSync(file, JSON.stringify({ ...scenario, ...changes }));
  return {
    file,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
