import assert from 'node:assert/strict';
import { contoso, northwind } from '../unit/builders.ts';
import { fault } from '../unit/support/partners/inMemoryPartners.ts';
import { MemoryPartnerSettings } from '../unit/support/partners/memoryPartnerSettings.ts';
import { MemoryWorkplace } from '../unit/support/partners/memoryWorkplace.ts';
import { usePermissionsPages, type PermissionsPage } from './permissionsPanelPage.ts';
import { collaboration, liveRamp } from './permissionsPanelPageRooms.ts';

async function chooseRoom(panel: PermissionsPage, room: RegExp): Promise<void> {
  await panel.page.getByRole('combobox', { name: 'Clean room' }).click();
  await panel.page.getByRole('option', { name: room }).click();
  await panel.settle();
}

describe('the page of the permissions panel', () => {
  const open = usePermissionsPages();

  describe('shows', () => {
    it('who may do what in the first room of ours', async () => {
      const { world, workplace } = liveRamp();
      world.rooms.unshift({ ...world.room('Theirs', { ours: false, owner: 'Nova' }) });
      const panel = await open(workplace);
      assert.match(await panel.page.locator('.room-line').innerText(), /"Media Insights" \(CR-000001\) in Acme Retail/);
      const questions = panel.grid('Questions');
      assert.deepEqual(await questions.getByRole('columnheader').allInnerTexts(), [
        'Selected',
        'Question',
        'View results',
        'Run',
        'Clone',
        'Edit',
        'View code',
        'IN_PROGRESS',
        'DELETE',
      ]);
      assert.deepEqual(await questions.getByRole('checkbox', { checked: true, name: /^View/ }).evaluateAll(labels), [
        'View results: Reach',
        'View results: Overlap',
        'View code: Overlap',
      ]);
      assert.match(await questions.getByRole('row', { name: /Frequency/ }).innerText(), /CRQ-000003 · MISSING_DATASETS/);
      assert.deepEqual(panel.problems, []);
    });

    it('of each flag what moves it, and keeps those without a lever out of reach', async () => {
      const { workplace } = liveRamp();
      const panel = await open(workplace);
      const flags = panel.page.getByRole('group', { name: 'Flags' });
      assert.equal(await flags.getByRole('checkbox').count(), 6);
      assert.match(await flags.innerText(), /Question permission RUN: for all partners of the clean room, question by question\./);
      assert.match(await flags.innerText(), /View questions: always/);
      assert.match(await flags.innerText(), /View schema: no lever\s+The API has no lever for it\./);
    });

    it('at first how it is now: what only some questions have is half ticked, and is not closed by accident', async () => {
      const { workplace } = liveRamp();
      const panel = await open(workplace);
      assert.equal(await panel.radio('As it is now').isChecked(), true);
      const mixed = await panel.page
        .getByRole('group', { name: 'Flags' })
        .getByRole('checkbox')
        .evaluateAll((boxes) => boxes.map((box) => Reflect.get(box, 'indeterminate') === true));
      assert.deepEqual(mixed, [true, false, false, false, true, false]);
      await panel.box('Run').check();
      assert.equal(await panel.impact(), '3 questions × 2 partners; opens RUN on 3');
      await panel.radio('As it is now').check();
      assert.equal(await panel.impact(), 'Nothing is changed yet.');
    });

    it('what was filled in after another room was looked at, and says that it is kept', async () => {
      const { world, workplace } = liveRamp();
      world.room('Retail');
      const panel = await open(workplace);
      await panel.box('Run: Reach').check();
      await chooseRoom(panel, /Retail/);
      await panel.page.getByRole('status').filter({ hasText: 'is kept until you come back.' }).waitFor();
      assert.equal(await panel.impact(), 'Nothing is changed yet.');
      await chooseRoom(panel, /Media Insights/);
      assert.equal(await panel.impact(), '1 question × 2 partners; opens RUN on 1');
    });

    it('its buttons on the screen, however narrow, and no table beyond the edge', async () => {
      const { workplace } = liveRamp();
      const panel = await open(workplace, { width: 500 });
      for (const button of [panel.button('Check'), panel.button('Apply…')]) assert.equal(await panel.isOnScreen(button), true);
      const box = await panel.grid('Datasets').boundingBox();
      assert.ok(box !== null && box.x + box.width <= 500, `${JSON.stringify(box)} lies beyond the edge`);
    });

    it('datasets of partners and administrators as they are, without a control', async () => {
      const { workplace } = liveRamp();
      const panel = await open(workplace);
      assert.match(
        await panel
          .grid('Datasets')
          .getByRole('row', { name: /Impressions/ })
          .innerText(),
        /yes, its owner decides/,
      );
      const users = panel.page.getByRole('table').filter({ hasText: 'dana@orbit.example' });
      assert.match(await users.innerText(), /Partner Administrator \(the API does not change it\)/);
      assert.equal(await users.getByRole('combobox').count(), 1, 'only that of Nova');
    });

    it('a room of others read only, and says why', async () => {
      const { world, workplace } = liveRamp();
      world.rooms = [];
      const theirs = world.room('Theirs', { ours: false, owner: 'Nova' });
      world.question(theirs, 'Lift', ['RUN']);
      const panel = await open(workplace);
      const notices = await panel.page.locator('.room-line').innerText();
      assert.match(notices, /"Theirs" \(CR-000001\) belongs to Nova, who alone can change what partners may do in it\./);
      assert.match(notices, /The API user is no administrator of Theirs\./);
      const lift = panel.grid('Questions').getByRole('row', { name: /Lift/ });
      assert.match(await lift.innerText(), /belongs to Nova.*owner only\s+all partners\s+owner only/s);
      assert.equal(await panel.page.getByRole('checkbox', { disabled: false }).count(), 0);
      assert.equal(await panel.button('Check').isEnabled(), false);
    });

    it('a question of a partner as it is, without a control', async () => {
      const { world, room, workplace } = liveRamp();
      world.question(room, 'Lift', ['RUN'], { ownerOrganisationId: 'organisation-Nova' });
      const panel = await open(workplace);
      const row = panel.grid('Questions').getByRole('row', { name: /Lift/ });
      assert.match(await row.innerText(), /belongs to Nova, who alone sets its permissions/);
      assert.match(await row.innerText(), /owner only\s+all partners\s+owner only/);
      assert.equal(await row.getByRole('checkbox').count(), 0);
      await panel.radio('Restricted').check();
      assert.equal(await panel.impact(), '2 questions × 2 partners; takes VIEW_RESULTS from 2, takes VIEW_CODE from 1');
    });

    it('our own question in a room of others with its controls, and the rest without', async () => {
      const { world, service, workplace } = liveRamp();
      world.rooms = [];
      const theirs = world.room('Theirs', { ours: false, owner: 'Nova' });
      const acme = world.partner(theirs, service.connection.accountId);
      service.partners.list = () => Promise.resolve([acme]);
      world.question(theirs, 'Lift');
      world.question(theirs, 'Our own', [], { ownerOrganisationId: acme.organisationId ?? '' });
      const panel = await open(workplace);
      assert.deepEqual(await panel.page.getByRole('checkbox', { name: /^Run: / }).evaluateAll(labels), ['Run: Our own']);
      await panel.box('Run: Our own').check();
      await panel.settle();
      assert.equal(await panel.button('Check').isEnabled(), true);
    });

    it('the first questions of many while the others are read, and lets nothing be changed until then', async () => {
      const { world, room, service, workplace } = liveRamp();
      for (let number = 4; number <= 150; number += 1) world.question(room, `Question ${number}`, ['RUN']);
      const rest = Promise.withResolvers<undefined>();
      const permissions = service.questions.permissions.bind(service.questions);
      service.questions.permissions = async (question, ...more) => {
        if (world.questions.findIndex(({ id }) => id === question.id) >= 12) await rest.promise;
        return permissions(question, ...more);
      };
      const panel = await open(workplace, { half: true });
      assert.match(await panel.page.locator('.room-line').innerText(), /12 of 150 questions are read, the others follow\./);
      assert.equal(await panel.box('View results: Reach').isChecked(), true);
      assert.equal(await panel.box('View results: Reach').isEnabled(), false);
      assert.match(
        await panel
          .grid('Questions')
          .getByRole('row', { name: /Question 150/ })
          .innerText(),
        /reading…/,
      );
      assert.match(await panel.page.locator('.plan-pane').innerText(), /Reading who may do what…/);
      rest.resolve(undefined);
      await panel.settle();
      assert.equal(await panel.box('Run: Question 150').isChecked(), true);
      assert.equal(await panel.box('View results: Reach').isEnabled(), true);
      assert.equal(await panel.impact(), 'Nothing is changed yet.');
    });

    it('what to do where there is no connection', async () => {
      const panel = await open(new MemoryWorkplace());
      assert.match(await panel.page.locator('.room-line').innerText(), /Nothing is connected\./);
    });

    it('names of others as words, never as markup', async () => {
      const { world, room, workplace } = liveRamp();
      world.question(room, '<img src=x onerror=alert(1)>');
      const panel = await open(workplace);
      assert.equal(await panel.page.locator('img').count(), 0);
      await panel.box('Run: <img src=x onerror=alert(1)>').waitFor();
    });

    it('the room that it was opened about', async () => {
      const { world, workplace } = liveRamp();
      const other = world.room('Retail');
      const panel = await open(workplace, { show: { connectionId: 'acme', roomId: other.id } });
      assert.match(await panel.page.locator('.room-line').innerText(), /"Retail"/);
    });

    it('a reading that fails as an error, and reads again', async () => {
      const { service, workplace } = liveRamp();
      service.fault = fault('getAllCleanrooms', 'no_answer', 'It was late.');
      const panel = await open(workplace);
      assert.equal(await panel.page.getByRole('alert').first().innerText(), 'It was late.');
      service.fault = () => undefined;
      await panel.click('Refresh');
      await panel.box('Run: Reach').waitFor();
    });
  });

  describe('fills in', () => {
    it('the selected questions from a template, and says live what that changes', async () => {
      const { workplace } = liveRamp();
      const panel = await open(workplace);
      assert.equal(await panel.impact(), 'Nothing is changed yet.');
      await panel.click('Select none');
      await panel.box('Select Reach').check();
      await panel.box('Select Overlap').check();
      await panel.radio('Analyst').check();
      assert.equal(await panel.impact(), '2 questions × 2 partners; opens RUN on 2, opens CLONE on 2, takes VIEW_CODE from 1');
      assert.equal(await panel.box('Run: Frequency').isChecked(), false);
      assert.equal(await panel.page.locator('td[data-marks~="changed"]').count(), 5);
    });

    it('by a flag of one’s own, which is no template any more', async () => {
      const { workplace } = liveRamp();
      const panel = await open(workplace);
      await panel.radio('Viewer').check();
      await panel.box('Run').check();
      assert.equal(await panel.radio('Custom').isChecked(), true);
      assert.equal(await panel.impact(), '3 questions × 2 partners; opens VIEW_RESULTS on 1, opens RUN on 3, takes VIEW_CODE from 1');
      await panel.box('Assign datasets').check();
      assert.equal(await panel.box('Partners can assign: Sales').isChecked(), true);
    });

    it('a column for the selected questions, by its header', async () => {
      const { workplace } = liveRamp();
      const panel = await open(workplace);
      await panel.click('Select ready only');
      await panel.click('Run');
      assert.deepEqual(await panel.page.getByRole('checkbox', { name: /^Run: /, checked: true }).evaluateAll(labels), [
        'Run: Reach',
        'Run: Overlap',
      ]);
      await panel.click('Run');
      assert.equal(await panel.impact(), 'Nothing is changed yet.');
    });

    it('questions that the filter finds, and leaves the selection of the others', async () => {
      const { workplace } = liveRamp();
      const panel = await open(workplace);
      await panel.page.getByRole('textbox', { name: 'Filter questions' }).fill('crq-000003');
      assert.deepEqual(await panel.grid('Questions').getByRole('rowheader').allInnerTexts(), ['Frequency\nCRQ-000003 · MISSING_DATASETS']);
      await panel.click('Select none');
      assert.equal(await panel.page.locator('.question-tools [role=status]').innerText(), '1 of 3 shown, 2 selected');
    });

    it('a role, and takes it back', async () => {
      const { workplace } = liveRamp();
      const panel = await open(workplace);
      const role = panel.page.getByRole('combobox', { name: 'Role of dana@nova.example' });
      await role.focus();
      await panel.press('ArrowDown');
      assert.equal(await panel.impact(), '1 role changed');
      await panel.press('ArrowUp');
      assert.equal(await panel.impact(), 'Nothing is changed yet.');
    });

    it('result shares, which are read when they are looked at', async () => {
      const { world, workplace } = liveRamp();
      const panel = await open(workplace);
      assert.equal(world.reads.includes('getCleanroomQuestionResultShares'), false);
      await panel.page.getByText('Result shares: which results go to which partner').click();
      await panel.settle();
      await panel.box('Nova: Reach').check();
      assert.equal(await panel.impact(), '1 result share given');
    });

    it('the form as it was when the page comes back', async () => {
      const { workplace } = liveRamp();
      const first = await open(workplace);
      await first.box('Run: Reach').check();
      await first.page.getByRole('textbox', { name: 'Filter questions' }).fill('reach');
      const state = await first.savedState();
      const second = await open(workplace, { state });
      assert.equal(await second.impact(), '1 question × 2 partners; opens RUN on 1');
      assert.equal(await second.grid('Questions').getByRole('rowheader').count(), 1);
    });

    it('marks what differs from the template that is kept', async () => {
      const { room, workplace } = liveRamp();
      workplace.folder = new MemoryPartnerSettings({ rooms: [{ room_id: room.id, permission_template: 'viewer' }] });
      const panel = await open(workplace);
      assert.equal(await panel.radio('Viewer').isChecked(), true);
      assert.match(await panel.page.locator('.kept').innerText(), /Kept on it now: Viewer, for all questions\./);
      assert.equal(await panel.page.locator('td[data-marks="differs"]').count(), 2, 'the code of Overlap, the results of Frequency');
      await panel.box('View code: Overlap').uncheck();
      assert.equal(await panel.page.locator('td[data-marks~="differs"]').count(), 1);
      await panel.click('Stop keeping it');
      assert.equal(await panel.page.locator('td[data-marks~="differs"]').count(), 0);
    });
  });

  describe('checks and applies', () => {
    it('what the form says, and shows what became of each', async () => {
      const { world, workplace } = liveRamp();
      const panel = await open(workplace);
      assert.equal(await panel.button('Check').isEnabled(), false);
      await panel.radio('Viewer').check();
      await panel.click('Check');
      assert.deepEqual(
        (await panel.lines('Planned changes')).map((line) => line.split('\n')[1]),
        ['"Overlap": close VIEW_CODE to partners', '"Frequency": open VIEW_RESULTS to all partners'],
      );
      assert.deepEqual((await panel.lines('Warnings')).length, 1);
      await panel.click('Apply 2 changes…');
      assert.deepEqual(
        (await panel.lines('What became of it')).map((line) => line.split('\n')[0]),
        ['Done:', 'Done:'],
      );
      assert.equal(world.access('question-2', 'VIEW_CODE'), 'QUESTION_OWNER_ONLY');
      assert.equal(await panel.impact(), 'Nothing is changed yet.');
      assert.equal(await panel.page.locator('.plan-pane').getByRole('status').filter({ hasText: 'made' }).innerText(), '2 changes made.');
      assert.deepEqual(panel.problems, []);
    });

    it('and shows each result as it comes', async () => {
      const { service, workplace } = liveRamp();
      const late = Promise.withResolvers<undefined>();
      const setPermissions = service.questions.setPermissions.bind(service.questions);
      service.questions.setPermissions = async (question, ...rest) => {
        if (question.id === 'question-3') await late.promise;
        return setPermissions(question, ...rest);
      };
      const panel = await open(workplace);
      await panel.radio('Viewer').check();
      await panel.click('Check');
      await panel.button('Apply 2 changes…').click();
      for (let turn = 0; turn < 3; turn += 1) await panel.exchange();
      assert.deepEqual(
        (await panel.lines('What became of it')).map((line) => line.split('\n')[1]),
        ['"Overlap": close VIEW_CODE to partners'],
      );
      assert.match(await panel.page.locator('.plan-pane').innerText(), /Applying: 1 of 2 done/);
      late.resolve(undefined);
      await panel.settle();
      assert.equal((await panel.lines('What became of it')).length, 2);
    });

    it('nothing that has changed since it was checked', async () => {
      const { workplace } = liveRamp();
      const panel = await open(workplace);
      await panel.box('Run: Reach').check();
      await panel.click('Check');
      assert.equal(await panel.button(/^Apply/).isEnabled(), true);
      await panel.box('Clone: Reach').check();
      await panel.settle();
      assert.equal(await panel.button(/^Apply/).isEnabled(), false);
      assert.match(await panel.page.locator('.plan-pane').innerText(), /The form has changed since: check it again\./);
    });

    it('partly: what failed stays filled in and is marked', async () => {
      const { world, service, workplace } = liveRamp();
      const panel = await open(workplace);
      await panel.click('Select all');
      await panel.click('Run');
      await panel.click('Check');
      service.fault = fault('configureCleanRoomQuestionPermissions', 'no_answer', 'It was late.', 'question-2');
      await panel.click('Apply 3 changes…');
      assert.equal(await panel.impact(), '1 question × 2 partners; opens RUN on 1');
      assert.match(
        await panel
          .grid('Questions')
          .getByRole('row', { name: /Overlap/ })
          .innerText(),
        /Not applied: It was late\./,
      );
      service.fault = () => undefined;
      await panel.click('Check');
      await panel.click('Apply 1 change…');
      assert.equal(world.access('question-2', 'RUN'), 'ALL_CLEAN_ROOM_PARTNERS');
      assert.equal(await panel.page.locator('.row-problem:not(:empty)').count(), 0);
    });

    it('what is read back otherwise, and says so', async () => {
      const { world, workplace } = liveRamp();
      world.ignored.add('configureCleanRoomQuestionPermissions');
      const panel = await open(workplace);
      await panel.box('Run: Reach').check();
      await panel.click('Check');
      await panel.click('Apply 1 change…');
      const [line = ''] = await panel.lines('What became of it');
      assert.match(line, /^Read back it differs:.*RUN = QUESTION_OWNER_ONLY/s);
    });

    it('nothing where the person declines, and the plan is still there', async () => {
      const { world, workplace } = liveRamp();
      workplace.consent = () => Promise.resolve(false);
      const panel = await open(workplace);
      await panel.box('Run: Reach').check();
      await panel.click('Check');
      await panel.click('Apply 1 change…');
      assert.deepEqual(world.writes, []);
      assert.match(await panel.page.locator('.notice').first().innerText(), /Nothing was changed\./);
      assert.equal(await panel.button('Apply 1 change…').isEnabled(), true);
    });

    it('and stops when asked to', async () => {
      const { world, service, workplace } = liveRamp();
      const asked = Promise.withResolvers<boolean>();
      workplace.consent = () => asked.promise;
      service.oneWriteAtATime = true;
      const panel = await open(workplace);
      await panel.click('Select all');
      await panel.click('Run');
      await panel.click('Check');
      await panel.button('Apply 3 changes…').click();
      await panel.exchange();
      assert.equal(await panel.box('Run: Reach').isEnabled(), false, 'the form rests meanwhile');
      await panel.button('Stop').click();
      await panel.exchange();
      asked.resolve(true);
      await panel.settle();
      assert.deepEqual(world.writes, []);
    });

    it('and keeps the template on the room, and flags as a template', async () => {
      const { room, workplace } = liveRamp();
      const panel = await open(workplace);
      await panel.box('Run').check();
      assert.equal(await panel.box('Keep this template on the clean room').isEnabled(), false);
      await panel.page.getByText('Keep these flags as a template…').click();
      await panel.page.getByRole('textbox', { name: 'Name of the template' }).fill('Runners');
      await panel.click('Keep');
      assert.equal(await panel.radio('Runners').isChecked(), true);
      await panel.box('Keep this template on the clean room').check();
      await panel.click('Check');
      await panel.click('Apply 4 changes…');
      assert.match(await panel.page.locator('.kept').innerText(), /Kept on it now: Runners, for all questions\./);
      const kept = await workplace.folder?.read();
      assert.deepEqual(
        kept?.rooms?.map((each) => [each.room_id, each.permission_template]),
        [[room.id, 'Runners']],
      );
    });
  });

  describe('for a collaboration of AWS', () => {
    it('shows members in words, and changes who can receive results', async () => {
      const { world, workplace } = collaboration();
      const panel = await open(workplace);
      const members = panel.grid('Members');
      assert.match(
        await members.getByRole('row', { name: /Northwind/ }).innerText(),
        /active.*can query \(not changeable later\), receives results.*queries/s,
      );
      await panel.box('Can receive results: Contoso').check();
      assert.equal(await panel.impact(), '1 member receives results');
      await panel.click('Check');
      assert.match((await panel.lines('Warnings')).join(), /members may have to approve it/);
      await panel.click('Apply 1 change…');
      assert.deepEqual([...world.members.values()][0]?.[2]?.abilities, ['CAN_RECEIVE_RESULTS']);
      assert.deepEqual(panel.problems, []);
    });

    it('changes receivers and adds accounts that may query', async () => {
      const { world, workplace } = collaboration();
      const panel = await open(workplace);
      await panel.box(`Northwind (${northwind}): acx_part_sales`).uncheck();
      const field = panel.page.getByRole('textbox', { name: 'Account that may query part_sales as well' });
      await field.fill('12');
      assert.match(await panel.page.locator('.provider').innerText(), /An account id has 12 digits\./);
      await field.fill(contoso);
      await field.press('Enter');
      assert.equal(await panel.impact(), '1 receiver taken away; 1 account may query more');
      await panel.click('Check');
      await panel.click('Apply 2 changes…');
      assert.deepEqual(world.rooms[0]?.associations[0]?.rule?.allowedResultReceivers, []);
      assert.deepEqual([...world.providers.values()], [[northwind, contoso]]);
    });

    it('takes away an account that may query, but never the last', async () => {
      const { world, workplace } = collaboration();
      const panel = await open(workplace);
      const takeAway = panel.button(`Take away ${northwind} from part_sales`);
      assert.equal(await takeAway.isEnabled(), false, 'it is the only one');
      const field = panel.page.getByRole('textbox', { name: 'Account that may query part_sales as well' });
      await field.fill(contoso);
      await field.press('Enter');
      await takeAway.click();
      assert.equal(await panel.impact(), '1 account may query more; 1 account may no longer query');
      assert.equal(await panel.button(`Keep ${northwind} for part_sales`).count(), 1);
      await panel.click('Check');
      assert.equal(await panel.page.getByRole('list', { name: 'Planned changes' }).locator('.icon.remove').count(), 1);
      await panel.click('Apply 1 change…');
      assert.deepEqual([...world.providers.values()], [[contoso]]);
    });

    it('says why members cannot be changed where another account made it', async () => {
      const { workplace } = collaboration(northwind);
      const panel = await open(workplace);
      assert.match(await panel.page.getByRole('main').innerText(), new RegExp(`Only the creator, account ${northwind}, can change`));
      assert.equal(await panel.box(/^Can receive results/).count(), 0);
      assert.equal(await panel.box(`Northwind (${northwind}): acx_part_sales`).isEnabled(), true, 'our tables are ours all the same');
    });
  });
});

/** What a screen reader calls them. */
function labels(boxes: { getAttribute(name: string): string | null }[]): (string | null)[] {
  return boxes.map((box) => box.getAttribute('aria-label'));
}
