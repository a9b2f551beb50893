import { foreignText } from '../foreignText.ts';
import type { CleanRoom } from '../model/cleanRoom.ts';
import type { Connection } from '../model/connection.ts';
import type { Finding } from '../model/finding.ts';
import type { Question, RoomDataset } from '../model/question.ts';
import { isOurDataset } from '../partners/ownership.ts';
import { roomTitle } from '../partners/resolveRoom.ts';
import { counted, t } from '../text.ts';
import { missingFromPartner } from './partnerMail.ts';

/** The words for a configuration are not documented (notes §14): what says that it is not done is taken for that. */
export function isMapped({ mappedFields, configurationStatus = '' }: RoomDataset): boolean {
  return mappedFields > 0 && !/PENDING|FAIL|ERROR|INCOMPLETE|NOT_/i.test(configurationStatus);
}

/** A dataset with how far it is: `"Harbour subscribers" (CONFIGURATION_PENDING, 0 fields mapped)`. */
export function datasetWords({ name, configurationStatus, mappedFields }: RoomDataset): string {
  const fields = counted(mappedFields, t('1 field mapped'), t('{0} fields mapped', mappedFields));
  return `"${foreignText(name)}" (${configurationStatus === undefined ? '' : `${foreignText(configurationStatus)}, `}${fields})`;
}

/** A line that shows a dataset that is not mapped. A question that waits for nothing else holds the very same line. */
export function unmappedEvidence(dataset: RoomDataset): string {
  return t('getCleanroomDatasets: {0}.', datasetWords(dataset));
}

/**
 * A dataset is in the clean room and no question can use it: its fields are not mapped.
 * @param signature how a mail ends
 * @param readers the questions to which it is assigned all the same, as far as that was looked at
 */
export function datasetNotMapped(
  connection: Connection,
  room: CleanRoom,
  dataset: RoomDataset,
  { signature, readers = [] }: { signature: string; readers?: readonly Question[] },
): Finding {
  const { id, name, organisationName = connection.accountId } = dataset;
  const ours = isOurDataset(dataset, connection);
  const questions = readers.map((each) => `"${foreignText(each.name)}"`).join(', ');
  return {
    id: 'dataset.not_mapped',
    severity: 'error',
    waitsFor: ours ? 'you' : 'partner',
    connectionId: connection.id,
    subject: { kind: 'dataset', name, id, roomId: room.id, roomName: room.name },
    title: t('The dataset "{0}" of {1} in {2} is not mapped.', foreignText(name), foreignText(organisationName), roomTitle(room)),
    evidence: [
      unmappedEvidence(dataset),
      ...(questions === '' ? [] : [t('getAllCleanroomQuestionDatasets: it is read by {0}.', questions)]),
    ],
    remedies: [
      ours
        ? {
            title:
              questions === ''
                ? t('In the LiveRamp console map its fields, then assign it to the questions that wait for it.')
                : t('In the LiveRamp console map its fields: until then {0} has nothing to work on.', questions),
          }
        : {
            title: t('Ask {0} to map it', foreignText(organisationName)),
            text: missingFromPartner({ room, partner: organisationName, signature }, [
              t('the mapping of the dataset {0}', datasetWords(dataset)),
            ]),
          },
    ],
  };
}
