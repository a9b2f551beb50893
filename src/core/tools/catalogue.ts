import {
  acceptTool,
  associateTool,
  coverageTool,
  listCollaborationsTool,
  listInvitationsTool,
  populateTool,
  repairTool,
  syncTool,
  verifyTool,
} from './definitions/collaborationTools.ts';
import { diagnoseTool, explainFindingTool, nextStepsTool, reportTool } from './definitions/diagnosisTools.ts';
import { invitePartnerTool, manageInvitationsTool } from './definitions/invitationTools.ts';
import { onboardingTool } from './definitions/onboardingTool.ts';
import { configurePermissionsTool } from './definitions/permissionTool.ts';
import { createCleanRoomTool, listCleanRoomsTool, listConnectionsTool } from './definitions/roomTools.ts';
import type { Tool } from './tool.ts';

/** Every tool that agents get, in the order in which they are listed: in VS Code and from the MCP server alike. */
export const tools: readonly Tool[] = [
  listConnectionsTool,
  listCleanRoomsTool,
  diagnoseTool,
  nextStepsTool,
  explainFindingTool,
  reportTool,
  createCleanRoomTool,
  invitePartnerTool,
  manageInvitationsTool,
  configurePermissionsTool,
  onboardingTool,
  listCollaborationsTool,
  listInvitationsTool,
  verifyTool,
  coverageTool,
  acceptTool,
  syncTool,
  associateTool,
  populateTool,
  repairTool,
];
