import { nobodyTakesPart } from '../questionFindings.ts';
import type { Explanation } from './explanation.ts';

type When = Explanation['when'];

const isInSameRoom: When = ({ subject: { room_id: room } }, { subject }) => room !== undefined && room === subject.room_id;

/** Somebody has to take part before anything else can be done. */
const waitsForNewcomer: When = (cause, consequence) => isInSameRoom(cause, consequence) && consequence.evidence.includes(nobodyTakesPart());

/** It waits for nothing but mapping: it has no remedy of its own then, and holds the line that shows the dataset. */
const waitsForMapping: When = (cause, consequence) =>
  isInSameRoom(cause, consequence) &&
  consequence.remedies.length === 0 &&
  cause.evidence.some((line) => consequence.evidence.includes(line));

/** What explains what in clean rooms with questions. */
export const roomExplanations: readonly Explanation[] = [
  // Whoever is no administrator of a room cannot see where its partners stand either.
  { cause: 'clean_room.unreadable', consequence: 'engagement.unreadable', when: isInSameRoom },
  { cause: 'dataset.not_mapped', consequence: 'question.missing_datasets', when: waitsForMapping },
  ...['sent_invitation.*', 'engagement.follow_up_due', 'engagement.declined'].map((cause) => ({
    cause,
    consequence: 'question.missing_datasets',
    when: waitsForNewcomer,
  })),
  {
    cause: 'question.missing_datasets',
    consequence: 'run.refused',
    when: ({ subject: { id } }, { subject }) => id !== undefined && id === subject.id,
  },
];
