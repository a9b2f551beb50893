import assert from 'node:assert/strict';
import type { QuestionPermission } from '../../../../src/core/model/question.ts';
import { rejection } from '../../support/jobs.ts';
import { Acme } from './acme.ts';

describe('Granting on LiveRamp', () => {
  let acme: Acme;
  afterEach(() => acme.stop());

  const open = (permissions: readonly QuestionPermission[]): string[] =>
    permissions.filter(({ access }) => access === 'ALL_CLEAN_ROOM_PARTNERS').map(({ permission }) => permission);
  const setClone = async () =>
    acme.opened.service.questions.setPermissions(
      await acme.question(),
      [{ permission: 'CLONE', access: 'ALL_CLEAN_ROOM_PARTNERS' }],
      acme.opened.options,
    );

  describe('the permissions of a question', () => {
    it('sets what is named, leaves the others, and answers all of them', async () => {
      acme = await Acme.start();
      const { value, outcome } = await setClone();
      assert.deepEqual(
        [open(value), outcome, acme.outcomes],
        [['CLONE', 'RUN', 'VIEW_RESULTS'], 'updated', ['configureCleanRoomQuestionPermissions updated']],
      );
    });

    it('sends nothing where all is as wished', async () => {
      acme = await Acme.start();
      await setClone();
      assert.deepEqual([(await setClone()).outcome, await acme.calls('configureCleanRoomQuestionPermissions')], ['existing', 1]);
    });

    it('tries a body once where the query has changed nothing', async () => {
      acme = await Acme.start({ question_permissions_from: 'body' });
      const { value } = await setClone();
      assert.deepEqual(
        [open(value), acme.outcomes],
        [
          ['CLONE', 'RUN', 'VIEW_RESULTS'],
          [
            'configureCleanRoomQuestionPermissions updated',
            'configureCleanRoomQuestionPermissions unknown',
            'configureCleanRoomQuestionPermissions updated',
          ],
        ],
      );
    });
  });

  describe('the role of a partner’s user', () => {
    const change = async (userName: string, roleName: string) => {
      const { partners } = acme.opened.service;
      const room = await acme.room();
      const [partner] = await partners.list(room);
      const user = partner!.users.find(({ name }) => name === userName)!;
      const role = (await partners.roles!(room, partner!)).find(({ name }) => name === roleName)!;
      return partners.setRole!({ room, partner: partner!, user, role }, acme.opened.options);
    };

    it('is changed and read again', async () => {
      acme = await Acme.start();
      const { value, outcome } = await change('Aiko Tanaka', 'Partner Viewer');
      assert.deepEqual([value.role?.name, outcome], ['Partner Viewer', 'updated']);
    });

    for (const [user, role] of [
      ['Jonas Weber', 'Partner Viewer'],
      ['Aiko Tanaka', 'Partner Administrator'],
    ] as const)
      it(`is left alone where it is, or would be, an administrator's: ${user} as ${role}`, async () => {
        acme = await Acme.start();
        const error = await rejection(change(user, role));
        assert.deepEqual([error.code, await acme.calls('updateCleanroomPartnerUserRole')], ['invalid_input', 0]);
      });
  });

  describe('result shares', () => {
    const share = async (...queries: string[]) => {
      const [partner] = await acme.opened.service.partners.list(await acme.room());
      return acme.opened.service.questions.setResultShares(
        await acme.question(),
        queries.map((postRunQueryId) => ({ partnerId: partner!.id, postRunQueryId })),
        acme.opened.options,
      );
    };

    it('are set and read again', async () => {
      acme = await Acme.start();
      const { value, outcome } = await share('first', 'second');
      assert.deepEqual([value.map(({ postRunQueryId }) => postRunQueryId), outcome], [['first', 'second'], 'updated']);
    });

    it('that the service keeps although they were left out are in what is answered', async () => {
      acme = await Acme.start();
      await share('first', 'second');
      const { value } = await share('second');
      assert.deepEqual(
        value.map(({ postRunQueryId }) => postRunQueryId),
        ['first', 'second'],
      );
      assert.equal(acme.outcomes.at(-1), 'upsertCleanRoomQuestionResultShares unknown');
    });
  });

  describe('the assignment of datasets by partners', () => {
    it('is changed for the datasets that are named, and all are read again', async () => {
      acme = await Acme.start();
      const room = await acme.room();
      const { datasets } = acme.opened.service;
      const [members, sales] = await datasets.list(room);
      const { value } = await datasets.setPartnerAssignment(
        room,
        [
          { datasetId: members!.id, name: members!.name, partnerCanAssign: false },
          { datasetId: sales!.id, name: sales!.name, partnerCanAssign: true },
        ],
        acme.opened.options,
      );
      assert.deepEqual(
        value.map(({ partnerCanAssign }) => partnerCanAssign),
        [false, true, false, false, false],
      );
      assert.equal(acme.opened.records[0]?.subject, 'Acme loyalty members: false, Acme store sales: true in "Media Insights" (CR-045144)');
    });
  });
});
