/** A scenario of the sandbox in which whatever somebody else writes is what an injection says. */

export const ownAccount = '111122223333';
export const creatorAccount = '444455556666';
export const strangerAccount = '121212121212';
export const ownOrganisation = 'Acme Retail';

/** What stands in a field of others: asked with the name of the field. */
export type HostileWords = (field: string) => string;

/** As much of some words as AWS takes for the name of something that queries name (Clean Rooms API, `TableAlias`). */
function inAlias(words: string): string {
  return words
    .replace(/[^\w -]+/g, ' ')
    .replace(/[ -]+/g, ' ')
    .trim()
    .slice(0, 128)
    .trim();
}

/** Of AWS: our account sees two collaborations of others, one of them as an invitation, each with a fault that is told. */
function accounts(said: HostileWords): object[] {
  const usual = { type: 'CUSTOM', providers: [creatorAccount] };
  return [
    {
      id: ownAccount,
      display_name: said('own display name').slice(0, 100),
      roles: [{ name: 'cleanrooms-glue-s3-access', trust: [said('principal in the trust of a role')] }],
      id_namespaces: [{ name: 'ACXIdNamespace', description: said('description of an ID namespace') }],
      id_mapping_workflows: [
        {
          name: 'acx_to_amc',
          description: said('description of a workflow'),
          source: 'ACXIdNamespace',
          target: `${creatorAccount}/AmcIds`,
        },
      ],
      configured_tables: [
        {
          name: said('name of a configured table'),
          description: said('description of a configured table'),
          database: said('name of a Glue database'),
          glue_table: said('name of a Glue table'),
          columns: [said('name of a column')],
          tags: { [said('key of a tag').slice(0, 128)]: said('value of a tag').slice(0, 256) },
        },
        { name: 'part_1', analysis_rule: usual },
        { name: 'part_2', analysis_rule: { ...usual, allowed_analyses: [said('allowed analysis of a rule')] } },
        { name: 'part_3', analysis_rule: usual, glue_table_exists: false },
      ],
    },
    {
      id: creatorAccount,
      display_name: said('display name of the creator').slice(0, 100),
      id_namespaces: [{ name: 'AmcIds', type: 'TARGET', description: said("description of a partner's ID namespace") }],
    },
    { id: strangerAccount, display_name: said('display name of a stranger').slice(0, 100) },
  ];
}

function collaborations(said: HostileWords): object[] {
  return [
    {
      name: said('name of a collaboration'),
      description: said('description of a collaboration'),
      creator: creatorAccount,
      members: [
        {
          account: creatorAccount,
          display_name: said('display name of a member'),
          abilities: ['CAN_QUERY', 'CAN_RECEIVE_RESULTS'],
          membership: { id_namespace_associations: [{ namespace: 'AmcIds', name: said("name of a partner's ID namespace association") }] },
        },
        {
          account: ownAccount,
          membership: {
            configured_table_associations: [
              { name: 'acx_part_1', table: 'part_1', analysis_rule: { receivers: [creatorAccount] } },
              {
                name: inAlias(said('name of an association')),
                table: 'part_2',
                analysis_rule: { receivers: [creatorAccount], additional_analyses: [said('additional analysis of a rule')] },
                tags: { [said('key of a tag').slice(0, 128)]: said('value of a tag').slice(0, 256) },
              },
              { name: inAlias(`b ${said('name of another association')}`), table: said('name of a configured table') },
            ],
            id_namespace_associations: [{ namespace: 'ACXIdNamespace', name: said('name of an ID namespace association') }],
            id_mapping_tables: [
              {
                name: inAlias(`c ${said('name of an ID mapping table')}`),
                workflow: 'acx_to_amc',
                job: { status: 'FAILED', error: said('error of a mapping job') },
              },
            ],
          },
        },
      ],
    },
    {
      name: said('name of an invitation'),
      description: said('description of an invitation'),
      creator: strangerAccount,
      members: [
        {
          account: strangerAccount,
          display_name: said('display name of an inviter'),
          abilities: ['CAN_QUERY', 'CAN_RECEIVE_RESULTS'],
          membership: {},
        },
        { account: ownAccount },
      ],
    },
  ];
}

/** Of LiveRamp: our clean room with a partner, and our part in a clean room of that partner. */
function organisations(said: HostileWords): object[] {
  const partner = said('name of a partner organisation');
  const person = { email: said('address of a partner'), name: said('name of a person') };
  const sensitive = {
    name: said('name of a question'),
    description: said('description of a question'),
    type: said('type of a question'),
    category: said('category of a question'),
    query: said('query of a question'),
  };
  return [
    {
      name: ownOrganisation,
      client_id: 'acme-retail',
      users: [{ name: said('name of our own person'), email: 'tomas@acme-retail.example', role: said('role of our own person') }],
      rooms: [
        {
          name: said('name of a clean room'),
          display_id: 'CR-000001',
          description: said('description of a clean room'),
          status: said('status of a clean room'),
          parameters: { REGION: said('parameter of a clean room'), CLOUD: 'CLOUD_AWS' },
          roles: [said('role of a clean room')],
          users: [{ email: 'tomas@acme-retail.example', role: said('role of a clean room') }],
          partners: [{ organisation: partner, users: [{ ...person, role: 'Partner Administrator' }] }],
          invitations: [
            { email: said('address of an invitation'), status: 'PENDING', note: said('note of an invitation'), invited_days_ago: 40 },
            { email: 'declined@nova.example', status: 'DECLINED', note: said('note of an invitation'), invited_days_ago: 9 },
          ],
          datasets: [
            {
              name: said('name of a dataset'),
              organisation: partner,
              connection_type: said('connection of a dataset'),
              stage: said('stage of a dataset'),
              status: said('status of a dataset'),
              fields: [said('field of a dataset')],
            },
          ],
          questions: [
            {
              ...sensitive,
              display_id: 'CRQ-000001',
              datasets: [{ macro: said('macro of a question'), data_type: said('data type of a question'), organisation: partner }],
              runs: [{ name: said('name of a run'), status: 'FAILED', failure_reason: said('failure of a run') }],
              schedules: [{ name: said('name of a schedule') }],
            },
            {
              name: 'Reach',
              display_id: 'CRQ-000002',
              organisation: partner,
              status: said('status of a question'),
              datasets: [{ macro: 'AUDIENCE', dataset: said('name of a dataset') }],
              runs: [{ name: said('name of a run'), status: 'FAILED', failure_reason: said('failure of a run') }],
            },
          ],
          destinations: [{ name: said('name of a destination'), channel_status: said('status of a destination') }],
        },
      ],
    },
    {
      name: partner,
      client_id: 'nova-media',
      users: [{ ...person, role: said('role of a person') }],
      rooms: [
        {
          name: said("name of a partner's clean room"),
          display_id: 'CR-000002',
          description: said("description of a partner's clean room"),
          users: [{ ...person, role: 'Administrator' }],
          partners: [{ organisation: ownOrganisation }],
          questions: [
            {
              ...sensitive,
              name: said("name of a partner's question"),
              display_id: 'CRQ-000003',
              datasets: [{ macro: said("macro of a partner's question") }],
            },
          ],
        },
      ],
    },
  ];
}

/** As `src/sandbox/scenarios/scenarioSchema.ts` has it. */
export function hostileScenario(said: HostileWords): object {
  return { accounts: accounts(said), collaborations: collaborations(said), liveramp: { organisations: organisations(said) } };
}

/** Every field that the scenario asks for, each once. */
export function hostileFields(): string[] {
  const fields = new Set<string>();
  hostileScenario((field) => {
    fields.add(field);
    return field;
  });
  return [...fields];
}
