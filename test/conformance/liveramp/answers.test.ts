import assert from 'node:assert/strict';
import type { Json, JsonObject } from '../../../src/sandbox/json.ts';
import { isJsonObject } from '../../../src/sandbox/json.ts';
import { notSimulated } from '../../../src/sandbox/liveramp/notSimulated.ts';
import { routedOperations } from '../../../src/sandbox/liveramp/routeTable.ts';
import { startSandbox, type RunningSandbox } from '../../../src/sandbox/startSandbox.ts';
import { at, listAt, textAt } from '../model/client.ts';
import { DocumentedClient } from './documentedClient.ts';
import { readDocument } from './openApi.ts';

const document = readDocument();

/** Live answers have `dimension: null`, which the document does not allow (api-notes.md, §6). */
function withoutNullDimension(result: Json): Json {
  if (Array.isArray(result)) return result.map(withoutNullDimension);
  if (!isJsonObject(result)) return result;
  const { dimension, ...rest } = result;
  return dimension === null ? rest : result;
}

describe("LiveRamp's answers", () => {
  if (document === undefined) {
    // Pending, and so visible, where the document is not at hand.
    it('are what the OpenAPI document says (NOT CHECKED: CLEANROOMS_REFERENCE does not name its folder)');
    return;
  }
  let sandbox: RunningSandbox;
  let client: DocumentedClient;
  beforeEach(async () => {
    sandbox = await startSandbox({ port: 0, scenario: 'partners' });
    client = new DocumentedClient(sandbox.endpoint, document);
    await client.signIn('acme-retail');
  });
  afterEach(() => sandbox.stop());

  /** A named entry of a list. */
  const named = (list: Json, name: string): JsonObject => {
    const found = listAt(list).find((each) => each['name'] === name);
    assert.ok(found, `no ${name}`);
    return found;
  };

  it('are what the OpenAPI document says, of every operation that is simulated', async () => {
    await client.call('getHealth');
    await client.call('getCleanroomTypes');
    await client.call('getAllOrganizationUsers', { query: { limit: 2, offset: 1 } });
    const rooms = await client.call('getAllCleanrooms', { query: { limit: 500, offset: 0 } });
    const made = await client.call('createCleanroom', {
      body: { name: 'Spring', startAt: '2026-03-01', type: 'Snowflake', parameters: { REGION: 'REGION_EU', CLOUD: 'CLOUD_AWS' } },
    });
    const labels = { cleanroomId: textAt(named(rooms, 'Media Insights'), 'id') };
    await client.call('getCleanroomById', { labels });
    await client.call('getCleanroomStakeholders', { labels });
    await client.call('getCleanroomAssetDetails', { labels });
    await client.call('listCleanroomDestinations', { labels, query: { limit: 1, type: 'EXPORTS' } });

    const invite = { partnerAdminEmail: 'new@tailspin-insurance.example', invitationNote: 'Come in.' };
    const invitationId = textAt(await client.call('addCleanroomPartner', { labels, body: invite }), 'id');
    // The document shows one invitation where a list must be meant: each entry is held to it.
    const invitations = await client.attempt('listPartnerInvitationsForInviter', { labels });
    assert.equal(listAt(invitations.body).length, 5);
    for (const each of listAt(invitations.body))
      assert.deepEqual(document.get('listPartnerInvitationsForInviter')?.resultProblems(each), [], JSON.stringify(each));
    client.checked.add('listPartnerInvitationsForInviter');
    await client.call('cancelPartnerInvitationById', { labels: { ...labels, invitationId } });
    await client.call('addCleanroomPartner', { labels, body: invite });
    await client.call('cancelPartnerInvitationByEmail', { labels, query: { partnerEmail: invite.partnerAdminEmail } });

    const partners = await client.call('getAllCleanroomPartners', { labels });
    const nova = named(partners, 'Nova Media');
    const ofPartner = { ...labels, cleanroomPartnerId: textAt(nova, 'id') };
    await client.call('getCleanroomPartnerById', { labels: ofPartner });
    const partnerRoles = await client.call('getCleanroomPartnerRoles', { labels: ofPartner });
    const viewer = { cleanRoomRoleId: textAt(named(partnerRoles, 'Partner Viewer'), 'id') };
    await client.call('getCleanroomPartnerRoleByID', { labels: { ...ofPartner, ...viewer } });
    const analyst = listAt(nova, 'cleanRoomUsers').find((each) => at(each, 'role', 'name') === 'Partner Analyst');
    const ofAnalyst = { ...ofPartner, cleanroomUserId: textAt(analyst, 'id') };
    await client.call('updateCleanroomPartnerUserRole', { labels: { ...ofAnalyst, ...viewer } });
    await client.call('deleteCleanroomPartnerUser', { labels: ofAnalyst });
    await client.call('deleteCleanroomPartner', {
      labels: { ...labels, cleanroomPartnerId: textAt(named(partners, 'Harbour Publishing'), 'id') },
    });

    const roles = await client.call('getCleanroomRoles', { labels });
    const role = { cleanRoomRoleId: textAt(named(roles, 'Data Analyst'), 'id') };
    await client.call('getCleanroomRoleById', { labels: { ...labels, ...role } });
    const added = await client.call('addCleanroomUser', {
      labels,
      body: { email: 'owen.blake@acme-retail.example', role: 'Report Viewer' },
    });
    await client.call('getCleanroomUsers', { labels, query: { cleanroomUserEmail: 'owen.blake@acme-retail.example' } });
    const ofUser = { ...labels, cleanroomUserId: textAt(added, 'id') };
    await client.call('getCleanroomUserById', { labels: ofUser });
    await client.call('updateCleanroomUserRole', { labels: { ...ofUser, ...role } });
    await client.call('deleteCleanroomUser', { labels: ofUser });

    const datasets = await client.call('getCleanroomDatasets', { labels });
    const sales = named(datasets, 'Acme store sales');
    const datasetId = textAt(sales, 'id');
    await client.call('getCleanroomDatasetById', { labels: { ...labels, datasetId } });
    await client.call('updateCleanroomDatasetPartnerAssignment', { labels, body: [{ datasetId, partnerCanAssign: true }] });
    await client.call('configureCleanroomDataset', {
      labels: { cleanroomId: textAt(made, 'id') },
      query: { dataConnectionId: textAt(sales, 'dataConnectionId') },
      body: { rampIDConsent: true },
    });

    const questions = await client.call(
      'getAllCleanroomQuestions',
      { labels, query: { questionType: 'ANALYTICAL' } },
      withoutNullDimension,
    );
    const overlap = named(questions, 'Audience overlap');
    await client.call('addCleanroomQuestion', {
      labels: { cleanroomId: textAt(made, 'id') },
      query: { questionId: textAt(overlap, 'questionId'), isEditable: true },
    });
    const ofQuestion = { cleanroomQuestionId: textAt(overlap, 'id') };
    await client.call('getCleanroomQuestionById', { labels: ofQuestion }, withoutNullDimension);
    await client.call('getCleanroomQuestionPermissions', { labels: ofQuestion });
    await client.call('configureCleanRoomQuestionPermissions', {
      labels: ofQuestion,
      query: { cleanroomQuestionPermissions: [{ permission: 'CLONE', access: 'ALL_CLEAN_ROOM_PARTNERS' }] },
    });
    await client.call('upsertCleanRoomQuestionResultShares', {
      labels: ofQuestion,
      body: [{ PartnerID: textAt(nova, 'id'), PostRunQueryID: 'all-results' }],
    });
    await client.call('getCleanroomQuestionResultShares', { labels: ofQuestion });

    const value = { cleanroomQuestionId: textAt(named(questions, 'Subscriber value'), 'id') };
    await client.call('getAllCleanroomQuestionDatasets', { labels: value });
    await client.call('assignCleanroomQuestionDatasetsOwnership', {
      labels: value,
      query: { AssignCleanroomQuestionDatasetRequests: [{ organizationId: textAt(overlap, 'ownerOrganizationId'), macro: 'SUBSCRIBERS' }] },
    });
    await client.call('configureCleanroomQuestionDatasets', { labels: value, body: [{ datasetId, macro: 'SUBSCRIBERS', fields: [] }] });

    const run = await client.call('createCleanroomQuestionRun', { labels: ofQuestion, body: { name: 'December', parameters: {} } });
    await client.call('getAllCleanroomQuestionRuns', { labels: ofQuestion, query: { limit: 100, status: 'COMPLETED' } });
    const ofRun = { cleanroomQuestionRunId: textAt(run, 'id') };
    await client.call('getCleanroomQuestionRunById', { labels: ofRun });
    await client.call('getCleanroomQuestionRunAudit', { labels: ofRun });
    const schedules = await client.call('getCleanroomQuestionRunSchedules', { labels: ofQuestion });
    await client.call('getCleanroomQuestionRunScheduleById', {
      labels: { ...ofQuestion, cleanroomQuestionRunScheduleId: textAt(schedules, 0, 'id') },
    });

    assert.deepEqual(
      routedOperations.map((each) => each.operation).filter((each) => !client.checked.has(each)),
      [],
      'operations that the walk leaves out',
    );
  });

  it('are 501 for what else is in the document', async () => {
    for (const { operation } of notSimulated) {
      const { status, body } = await client.attempt(operation);
      assert.equal(status, 501, operation);
      assert.match(textAt(body, 'message'), new RegExp(`^${operation} .* is not simulated by the sandbox\\.$`));
    }
  });

  it('are errors that the document allows', async () => {
    const rooms = await client.call('getAllCleanrooms');
    for (const { operation } of routedOperations) {
      const cleanroomId = textAt(named(rooms, 'Loyalty Overlap'), 'id');
      const { status } = await client.attempt(operation, { labels: { cleanroomId } });
      assert.ok(document.get(operation)?.statuses.includes(String(status)), `${operation} answers ${String(status)}`);
    }
  });
});
