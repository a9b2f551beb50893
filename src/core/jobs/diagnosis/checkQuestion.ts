import type { QuestionInRoom } from '../../diagnosis/questionInRoom.ts';
import { checkRunsOf } from './checkRuns.ts';
import { checkTemplate } from './checkTemplate.ts';
import { checkUsedDatasets } from './checkUsedDatasets.ts';
import { isMissingDatasets, lackingFindings, readLacking } from './lackingQuestions.ts';
import { together, type Checked, type RoomChecks } from './roomChecks.ts';

/** Why a question cannot be run, whether its datasets can be used, how its newest run ended, and whether its permissions are as the kept template says. */
export async function checkQuestion(checks: RoomChecks, place: QuestionInRoom): Promise<Checked> {
  const [lacking, datasets, runs, template] = await Promise.all([
    readLacking(checks, [place].filter(isMissingDatasets)),
    checkUsedDatasets(checks, [place], { asked: true }),
    checkRunsOf(checks, place),
    checkTemplate(checks, place.room, { questions: [place.question], withDatasets: false }),
  ]);
  return together(lacking, { findings: lackingFindings(checks, lacking.questions), unlooked: [] }, datasets, runs, template);
}
