import { datasetNotMapped, isMapped } from '../../diagnosis/datasetFindings.ts';
import type { CleanRoom } from '../../model/cleanRoom.ts';
import type { RoomDataset } from '../../model/question.ts';
import { checkTemplate } from './checkTemplate.ts';
import { isMissingDatasets, lackingFindings, readLacking } from './lackingQuestions.ts';
import { together, type Checked, type RoomChecks } from './roomChecks.ts';
import { readQuestionsOf } from './roomQuestions.ts';

/** Whether a dataset can be used, which questions wait for it, and whether partners may assign it as the kept template says. */
export async function checkDataset(checks: RoomChecks, { room, dataset }: { room: CleanRoom; dataset: RoomDataset }): Promise<Checked> {
  const { context, signature } = checks;
  const { places, findings } = await readQuestionsOf(checks, [room], { asked: true });
  const [lacking, template] = await Promise.all([
    readLacking(checks, places.filter(isMissingDatasets)),
    checkTemplate(checks, room, { questions: [], withDatasets: true }),
  ]);
  const waiting = lacking.questions.filter(({ lacked }) =>
    lacked?.some(({ unmapped, assignable = [] }) => [...unmapped, ...assignable].some(({ id }) => id === dataset.id)),
  );
  return together(
    { findings: isMapped(dataset) ? [] : [datasetNotMapped(context.service.connection, room, dataset, { signature })], unlooked: [] },
    { findings: [...findings, ...lacking.findings, ...lackingFindings(checks, waiting)], unlooked: lacking.unlooked },
    {
      findings: template.findings.filter(({ subject }) => subject.kind !== 'dataset' || subject.id === dataset.id),
      unlooked: template.unlooked,
    },
  );
}
