import { t } from '../ui/text.ts';

/** Who has a permission of a question; words that the service's description does not have are shown as they are. */
export function accessWords(access: string | undefined): string {
  switch (access) {
    case 'ALL_CLEAN_ROOM_PARTNERS':
      return t('all partners');
    case 'QUESTION_OWNER_ONLY':
    case undefined:
      return t('owner only');
    default:
      return access;
  }
}

/** AWS: what a member may do. */
export function abilityWords(ability: string): string {
  switch (ability) {
    case 'CAN_QUERY':
      return t('can query (not changeable later)');
    case 'CAN_RUN_JOB':
      return t('can run jobs (not changeable later)');
    case 'CAN_RECEIVE_RESULTS':
      return t('receives results');
    default:
      return ability;
  }
}

/** AWS: a cost that a member pays. */
export function costWords(cost: string): string {
  switch (cost) {
    case 'queryCompute':
      return t('queries');
    case 'jobCompute':
      return t('jobs');
    case 'modelTraining':
      return t('model training');
    case 'modelInference':
      return t('model inference');
    case 'syntheticDataGeneration':
      return t('synthetic data');
    default:
      return cost;
  }
}

/** AWS: where a member stands. */
export function memberStatusWords(status: string): string {
  switch (status) {
    case 'ACTIVE':
      return t('active');
    case 'INVITED':
      return t('invited');
    case 'LEFT':
      return t('left');
    case 'REMOVED':
      return t('removed');
    default:
      return status;
  }
}
