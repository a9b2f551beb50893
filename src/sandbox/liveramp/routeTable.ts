import * as assets from './assets.ts';
import type { Handler } from './context.ts';
import * as datasets from './datasets.ts';
import * as destinations from './destinations.ts';
import * as invitations from './invitations.ts';
import * as partners from './partners.ts';
import * as questionDatasets from './questionDatasets.ts';
import * as questionPermissions from './questionPermissions.ts';
import * as questions from './questions.ts';
import * as resultShares from './resultShares.ts';
import * as roles from './roles.ts';
import * as rooms from './rooms.ts';
import * as roomTypes from './roomTypes.ts';
import * as runs from './runs.ts';
import * as schedules from './schedules.ts';
import * as users from './users.ts';

/** An operation of the OpenAPI document. */
export interface LiveRampOperation {
  /** Its operationId. */
  operation: string;
  method: string;
  /** Below `/v1`, with labels in braces. */
  path: string;
  /** Absent: the sandbox does not simulate it. */
  handler?: Handler;
}

/** What the sandbox simulates. `getHealth` is not here: it is the one that needs no token. */
export const routedOperations: readonly LiveRampOperation[] = [
  route('getAllCleanrooms', 'GET /cleanrooms', rooms.getAllCleanrooms),
  route('createCleanroom', 'POST /cleanrooms', rooms.createCleanroom),
  route('getCleanroomTypes', 'GET /cleanrooms/cleanroom-types', roomTypes.getCleanroomTypes),
  route('getCleanroomById', 'GET /cleanrooms/{cleanroomId}', rooms.getCleanroomById),
  route('getCleanroomStakeholders', 'GET /cleanrooms/{cleanroomId}/stakeholders', assets.getCleanroomStakeholders),
  route('getCleanroomAssetDetails', 'GET /cleanrooms/{cleanroomId}/assets', assets.getCleanroomAssetDetails),

  route('addCleanroomPartner', 'POST /cleanrooms/{cleanroomId}/partners', invitations.addCleanroomPartner),
  route('listPartnerInvitationsForInviter', 'GET /cleanrooms/{cleanroomId}/invitations', invitations.listPartnerInvitationsForInviter),
  route('cancelPartnerInvitationByEmail', 'DELETE /cleanrooms/{cleanroomId}/invitations', invitations.cancelPartnerInvitationByEmail),
  route(
    'cancelPartnerInvitationById',
    'DELETE /cleanrooms/{cleanroomId}/invitations/{invitationId}',
    invitations.cancelPartnerInvitationById,
  ),

  route('getAllCleanroomPartners', 'GET /cleanrooms/{cleanroomId}/partners', partners.getAllCleanroomPartners),
  route('getCleanroomPartnerById', 'GET /cleanrooms/{cleanroomId}/partners/{cleanroomPartnerId}', partners.getCleanroomPartnerById),
  route('deleteCleanroomPartner', 'DELETE /cleanrooms/{cleanroomId}/partners/{cleanroomPartnerId}', partners.deleteCleanroomPartner),
  route(
    'getCleanroomPartnerRoles',
    'GET /cleanrooms/{cleanroomId}/partners/{cleanroomPartnerId}/cleanRoomRoles',
    roles.getCleanroomPartnerRoles,
  ),
  route(
    'getCleanroomPartnerRoleByID',
    'GET /cleanrooms/{cleanroomId}/partners/{cleanroomPartnerId}/cleanRoomRoles/{cleanRoomRoleId}',
    roles.getCleanroomPartnerRoleByID,
  ),
  route(
    'deleteCleanroomPartnerUser',
    'DELETE /cleanrooms/{cleanroomId}/partners/{cleanroomPartnerId}/users/{cleanroomUserId}',
    partners.deleteCleanroomPartnerUser,
  ),
  route(
    'updateCleanroomPartnerUserRole',
    'PUT /cleanrooms/{cleanroomId}/partners/{cleanroomPartnerId}/users/{cleanroomUserId}/cleanRoomRoles/{cleanRoomRoleId}',
    partners.updateCleanroomPartnerUserRole,
  ),

  route('getAllOrganizationUsers', 'GET /users', users.getAllOrganizationUsers),
  route('getCleanroomRoles', 'GET /cleanrooms/{cleanroomId}/cleanRoomRoles', roles.getCleanroomRoles),
  route('getCleanroomRoleById', 'GET /cleanrooms/{cleanroomId}/cleanRoomRoles/{cleanRoomRoleId}', roles.getCleanroomRoleById),
  route('getCleanroomUsers', 'GET /cleanrooms/{cleanroomId}/users', users.getCleanroomUsers),
  route('addCleanroomUser', 'POST /cleanrooms/{cleanroomId}/users', users.addCleanroomUser),
  route('getCleanroomUserById', 'GET /cleanrooms/{cleanroomId}/users/{cleanroomUserId}', users.getCleanroomUserById),
  route('deleteCleanroomUser', 'DELETE /cleanrooms/{cleanroomId}/users/{cleanroomUserId}', users.deleteCleanroomUser),
  route(
    'updateCleanroomUserRole',
    'PUT /cleanrooms/{cleanroomId}/users/{cleanroomUserId}/cleanRoomRoles/{cleanRoomRoleId}',
    users.updateCleanroomUserRole,
  ),

  route('getCleanroomDatasets', 'GET /cleanrooms/{cleanroomId}/datasets', datasets.getCleanroomDatasets),
  route('getCleanroomDatasetById', 'GET /cleanrooms/{cleanroomId}/datasets/{datasetId}', datasets.getCleanroomDatasetById),
  route('configureCleanroomDataset', 'POST /cleanrooms/{cleanroomId}/datasets/configure', datasets.configureCleanroomDataset),
  route(
    'updateCleanroomDatasetPartnerAssignment',
    'POST /cleanrooms/{cleanroomId}/datasets/partner-assignment',
    datasets.updateCleanroomDatasetPartnerAssignment,
  ),
  route('listCleanroomDestinations', 'GET /cleanrooms/{cleanroomId}/destinations', destinations.listCleanroomDestinations),

  route('getAllCleanroomQuestions', 'GET /cleanrooms/{cleanroomId}/cleanroom-questions', questions.getAllCleanroomQuestions),
  route('addCleanroomQuestion', 'POST /cleanrooms/{cleanroomId}/cleanroom-questions', questions.addCleanroomQuestion),
  route('getCleanroomQuestionById', 'GET /cleanroom-questions/{cleanroomQuestionId}', questions.getCleanroomQuestionById),
  route(
    'getCleanroomQuestionPermissions',
    'GET /cleanroom-questions/{cleanroomQuestionId}/cleanroom-question-permissions',
    questionPermissions.getCleanroomQuestionPermissions,
  ),
  route(
    'configureCleanRoomQuestionPermissions',
    'POST /cleanroom-questions/{cleanroomQuestionId}/cleanroom-question-permissions',
    questionPermissions.configureCleanRoomQuestionPermissions,
  ),
  route(
    'getCleanroomQuestionResultShares',
    'GET /cleanroom-questions/{cleanroomQuestionId}/cleanroom-question-result-shares',
    resultShares.getCleanroomQuestionResultShares,
  ),
  route(
    'upsertCleanRoomQuestionResultShares',
    'PUT /cleanroom-questions/{cleanroomQuestionId}/cleanroom-question-result-shares',
    resultShares.upsertCleanRoomQuestionResultShares,
  ),
  route(
    'getAllCleanroomQuestionDatasets',
    'GET /cleanroom-questions/{cleanroomQuestionId}/datasets',
    questionDatasets.getAllCleanroomQuestionDatasets,
  ),
  route(
    'configureCleanroomQuestionDatasets',
    'POST /cleanroom-questions/{cleanroomQuestionId}/datasets',
    questionDatasets.configureCleanroomQuestionDatasets,
  ),
  route(
    'assignCleanroomQuestionDatasetsOwnership',
    'POST /cleanroom-questions/{cleanroomQuestionId}/datasets-ownership',
    questionDatasets.assignCleanroomQuestionDatasetsOwnership,
  ),
  route('createCleanroomQuestionRun', 'POST /cleanroom-questions/{cleanroomQuestionId}/create-run', runs.createCleanroomQuestionRun),
  route(
    'getAllCleanroomQuestionRuns',
    'GET /cleanroom-questions/{cleanroomQuestionId}/cleanroom-question-runs',
    runs.getAllCleanroomQuestionRuns,
  ),
  route(
    'getCleanroomQuestionRunSchedules',
    'GET /cleanroom-questions/{cleanroomQuestionId}/cleanroom-question-run-schedules',
    schedules.getCleanroomQuestionRunSchedules,
  ),
  route(
    'getCleanroomQuestionRunScheduleById',
    'GET /cleanroom-questions/{cleanroomQuestionId}/cleanroom-question-run-schedules/{cleanroomQuestionRunScheduleId}',
    schedules.getCleanroomQuestionRunScheduleById,
  ),
  route('getCleanroomQuestionRunById', 'GET /cleanroom-question-runs/{cleanroomQuestionRunId}', runs.getCleanroomQuestionRunById),
  route('getCleanroomQuestionRunAudit', 'GET /cleanroom-question-runs/{cleanroomQuestionRunId}/audit', runs.getCleanroomQuestionRunAudit),
];

function route(operation: string, request: string, handler: Handler): LiveRampOperation {
  const [method = '', path = ''] = request.split(' ');
  return { operation, method, path, handler };
}
