import { foreignText } from '../foreignText.ts';
import type { CleanRoom } from '../model/cleanRoom.ts';
import type { Remedy, WaitsFor } from '../model/finding.ts';
import { t } from '../text.ts';
import type { LackedDataset, LackingQuestion } from './lackedDatasets.ts';
import { missingFromPartner } from './partnerMail.ts';

/**
 * Who has to act before a question has this dataset. Undefined, or nobody named: the room's owner ("Clean-room owner must
 * assign dataset ownership first", OpenAPI document, configureCleanroomQuestionDatasets).
 */
export function turnOf({ ours }: CleanRoom, lacked: LackedDataset | undefined): WaitsFor {
  if (lacked?.bringer === undefined) return ours ? 'you' : 'partner';
  return lacked.bringer.ours || lacked.assignable?.some(({ partnerCanAssign }) => partnerCanAssign) === true ? 'you' : 'partner';
}

/** What to do about what a question lacks, ours first; nothing about datasets that have to be mapped, which are findings themselves. */
export function lackedRemedies(lacking: LackingQuestion, signature: string): Remedy[] {
  const { room, lacked = [] } = lacking;
  if (lacked.length === 0) return [ownerRemedy(lacking, [])];
  const left = lacked.filter(({ unmapped }) => unmapped.length === 0);
  const unnamed = left.filter(({ bringer }) => bringer === undefined);
  const named = left.flatMap(({ bringer, ...each }) => (bringer === undefined ? [] : [{ ...each, bringer }]));
  const toAsk = named.filter((each) => turnOf(room, each) === 'partner');
  return [
    ...named.filter((each) => turnOf(room, each) === 'you').map(assignRemedy),
    ...(unnamed.length === 0 ? [] : [ownerRemedy(lacking, unnamed)]),
    ...[...Map.groupBy(toAsk, ({ bringer }) => bringer.name)].map(([partner, theirs]) => askRemedy(lacking, partner, theirs, signature)),
  ];
}

type Named = LackedDataset & { bringer: NonNullable<LackedDataset['bringer']> };

/** What we do in LiveRamp's console: no job assigns datasets, because their fields are chosen with them. */
function assignRemedy({ macro, bringer, assignable = [] }: Named): Remedy {
  const what = foreignText(macro);
  const ready = assignable.filter(({ partnerCanAssign }) => bringer.ours || partnerCanAssign);
  const names = ready.map(({ name }) => `"${foreignText(name)}"`).join(t(' or '));
  if (!bringer.ours)
    return { title: t('In the LiveRamp console assign {0} to {1}: {2} lets partners do so.', names, what, foreignText(bringer.name)) };
  return ready.length === 0
    ? { title: t('In the LiveRamp console bring a dataset of ours into the clean room, map its fields, and assign it to {0}.', what) }
    : { title: t('In the LiveRamp console assign {0} to {1}.', names, what) };
}

function askRemedy({ room, question }: LackingQuestion, partner: string, lacked: readonly Named[], signature: string): Remedy {
  const missing = lacked.map(({ macro }) => t('for the question "{0}": {1}', foreignText(question.name), foreignText(macro)));
  return {
    title: lacked.every(({ assignable = [] }) => assignable.length > 0)
      ? t('Ask {0} to assign a dataset', foreignText(partner))
      : t('Ask {0} for the dataset', foreignText(partner)),
    text: missingFromPartner({ room, partner, signature }, missing),
  };
}

/** Where nobody is named, or the service does not say what is lacking. */
function ownerRemedy({ room, alone }: LackingQuestion, unnamed: readonly LackedDataset[]): Remedy {
  const macros = unnamed.map(({ macro }) => foreignText(macro)).join(', ');
  if (macros === '') return { title: t('In the LiveRamp console look at the datasets of the question.') };
  if (!room.ours) return { title: t('Ask {0}, the owner of the clean room, who is to bring {1}.', foreignText(room.owner), macros) };
  return alone
    ? { title: t('Invite whoever is to bring {0}; then say so in the LiveRamp console (dataset ownership).', macros) }
    : { title: t('In the LiveRamp console say whose {0} is to be (dataset ownership): until then nobody can bring it.', macros) };
}
