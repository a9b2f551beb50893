import { CleanRoomError } from '../../../../src/core/errors.ts';
import type { QuestionRun } from '../../../../src/core/model/question.ts';
import type { Questions } from '../../../../src/core/partnerService.ts';
import type { InMemoryPartners } from './inMemoryPartners.ts';

/** Questions with permissions, shares, datasets and runs. */
export function inMemoryQuestions(service: InMemoryPartners): Questions {
  const { world } = service;
  const run = (id: string): QuestionRun => {
    const found = [...world.runs.values()].flat().find((each) => each.id === id);
    if (found === undefined) throw new CleanRoomError('not_found', `There is no run ${id}.`);
    return found;
  };
  return {
    list: (room, signal) =>
      service.read('getAllCleanroomQuestions', room.id, signal, () => world.questions.filter(({ roomId }) => roomId === room.id)),
    permissions: ({ id }, signal) => service.read('getCleanroomQuestionPermissions', id, signal, () => world.permissions.get(id) ?? []),
    setPermissions: ({ id }, permissions, options) =>
      service.change(
        'configureCleanRoomQuestionPermissions',
        id,
        options,
        () => {
          const named = new Set<string>(permissions.map(({ permission }) => permission));
          const others = (world.permissions.get(id) ?? []).filter(({ permission }) => !named.has(permission));
          world.permissions.set(id, [...others, ...permissions]);
        },
        () => ({ value: world.permissions.get(id) ?? [], outcome: 'updated' }),
      ),
    datasets: ({ id }, signal) => service.read('getAllCleanroomQuestionDatasets', id, signal, () => world.questionDatasets.get(id) ?? []),
    resultShares: ({ id }, signal) => service.read('getCleanroomQuestionResultShares', id, signal, () => world.shares.get(id) ?? []),
    setResultShares: ({ id }, shares, options) =>
      service.change(
        'upsertCleanRoomQuestionResultShares',
        id,
        options,
        () => {
          world.shares.set(id, [...shares]);
        },
        () => ({ value: world.shares.get(id) ?? [], outcome: 'updated' }),
      ),
    runs: ({ id }, signal) => service.read('getAllCleanroomQuestionRuns', id, signal, () => world.runs.get(id) ?? []),
    run: (id, signal) => service.read('getCleanroomQuestionRunById', id, signal, () => run(id)),
    audit: (id, signal) => service.read('getCleanroomQuestionRunAudit', id, signal, () => world.audits.get(id) ?? []),
    createRun: ({ id, status }, { name }, options) =>
      service.write('createCleanroomQuestionRun', id, options, () => {
        if (status !== 'READY') throw new CleanRoomError('invalid_state', `The question is ${status}, not READY.`);
        const made: QuestionRun = { id: world.nextId('run'), name, status: 'QUEUED', submittedAt: new Date().toISOString() };
        world.runs.set(id, [...(world.runs.get(id) ?? []), made]);
        return { value: made, outcome: 'created' };
      }),
    schedules: ({ id }, signal) => service.read('getCleanroomQuestionRunSchedules', id, signal, () => world.schedules.get(id) ?? []),
  };
}
