import { configurePartnerPermissions } from '../../jobs/partners/configurePartnerPermissions.ts';
import { readPartnerPermissions } from '../../jobs/partners/readPartnerPermissions.ts';
import { t } from '../../text.ts';
import { permissionsAnswer } from '../answers/partnerAnswers.ts';
import { defineTool, reading, writing, type ToolWork } from '../tool.ts';
import { ToolRefusal } from '../toolRefusal.ts';
import { asksForSomething, notesOf, permissionRequest, permissionToolInput, type PermissionToolRequest } from './permissionRequest.ts';

export const configurePermissionsTool = defineTool({
  name: 'configure_partner_permissions',
  title: 'Configure partner permissions',
  description:
    'Who may do what in a clean room. "list" reads it. "analyze" plans a template or flags and answers what would change, with ' +
    'warnings, and changes nothing. "template" applies a permission template, "set" single flags, roles, result shares, or (AWS) ' +
    'members, receivers and providers. Only what differs is changed, and it is read back. Not for inviting ' +
    '(invite_partner_to_cleanroom). Question permissions hold for all partners of the clean room, never for one alone: say so to the person.',
  userDescription: 'Reads and sets what partners may do in a clean room',
  writes: 'some',
  input: permissionToolInput,
  work: (request): ToolWork => {
    const { action, cleanroomId, permissionTemplate } = request;
    const list = reading(readPartnerPermissions, { room: cleanroomId }, permissionsAnswer);
    switch (action) {
      case 'list':
        return list;
      case 'analyze':
        return asksForSomething(request) ? change({ ...request, dryRun: true }) : list;
      case 'template':
        if (permissionTemplate === undefined)
          throw new ToolRefusal(
            'invalid_input',
            t('The action "template" wants a permissionTemplate.'),
            t('Call the action "list": its answer holds permission_templates.'),
          );
        return change(request);
      case 'set':
        if (!asksForSomething(request))
          throw new ToolRefusal(
            'invalid_input',
            t('The action "set" wants something to set.'),
            t('Give questionPermissions, datasetPermissions, partnerRole, resultShares, members, receivers or providers.'),
          );
        return change(request);
    }
  },
});

function change(request: PermissionToolRequest): ToolWork {
  return writing(configurePartnerPermissions, permissionRequest(request), { dryRun: request.dryRun, notes: notesOf(request) });
}
