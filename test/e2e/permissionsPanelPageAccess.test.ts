import assert from 'node:assert/strict';
import { fault } from '../unit/support/partners/inMemoryPartners.ts';
import { MemoryPartnerSettings } from '../unit/support/partners/memoryPartnerSettings.ts';
import { accessibilityProblems } from './accessibility.ts';
import { usePermissionsPages } from './permissionsPanelPage.ts';
import { collaboration, liveRamp } from './permissionsPanelPageRooms.ts';

describe('the page of the permissions panel, for everybody', () => {
  const open = usePermissionsPages();

  describe('by keyboard', () => {
    it('has one place for Tab in a table, and keys lead everywhere', async () => {
      const { workplace } = liveRamp();
      const panel = await open(workplace);
      const questions = panel.grid('Questions');
      await panel.box('View results: Reach').focus();
      await panel.press('ArrowRight', 'ArrowDown');
      assert.equal(await panel.focused(), 'Run: Overlap');
      await panel.press('Space');
      assert.equal(await panel.impact(), '1 question × 2 partners; opens RUN on 1');
      assert.equal(await panel.focused(), 'Run: Overlap');
      await panel.press('Home');
      assert.equal(await panel.focused(), 'Select Overlap');
      await panel.press('Control+End');
      assert.equal(await panel.focused(), 'owner only');
      await panel.press('ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowLeft', 'ArrowLeft');
      assert.equal(await panel.focused(), 'View code');
      await panel.press('Enter');
      assert.equal(await panel.box('View code: Reach').isChecked(), true);
      assert.equal(await questions.locator('[tabindex="0"]').count(), 1);
      await panel.press('Tab');
      assert.equal(await questions.locator(':focus').count(), 0);
    });

    it('leads from the template to Apply without a mouse', async () => {
      const { world, workplace } = liveRamp();
      const panel = await open(workplace);
      await panel.radio('Restricted').focus();
      await panel.press('Space');
      await panel.settle();
      await panel.button('Check').focus();
      await panel.press('Enter');
      await panel.settle();
      assert.match(await panel.focused(), /^Check/);
      await panel.press('Tab');
      assert.match(await panel.focused(), /^Apply 2 changes…/);
      const asked = Promise.withResolvers<boolean>();
      workplace.consent = () => asked.promise;
      await panel.press('Enter');
      await panel.exchange();
      assert.equal(await panel.focused(), 'Stop');
      asked.resolve(true);
      await panel.settle();
      assert.equal(await panel.focused(), 'What changes');
      assert.equal(world.access('question-1', 'VIEW_RESULTS'), 'QUESTION_OWNER_ONLY');
    });
  });

  describe('is told by a screen reader', () => {
    it('that a check box has been changed', async () => {
      const { workplace } = liveRamp();
      const panel = await open(workplace);
      await panel.box('Run: Reach').check();
      const snapshot = await panel.box('Run: Reach').evaluate(describedBy);
      assert.equal(snapshot, 'Changed here, not applied yet.');
    });

    for (const theme of ['dark', 'light', 'highContrast'] as const) {
      it(`without anything that axe finds, ${theme}`, async () => {
        const { room, workplace, service } = liveRamp();
        workplace.folder = new MemoryPartnerSettings({ rooms: [{ room_id: room.id, permission_template: 'viewer' }] });
        const panel = await open(workplace, { theme });
        await panel.page.getByText('Result shares: which results go to which partner').click();
        await panel.page.getByText('Keep these flags as a template…').click();
        await panel.settle();
        await panel.box('Run: Reach').check();
        await panel.box('Run: Overlap').check();
        await panel.click('Check');
        assert.deepEqual(await accessibilityProblems(panel.page, 'body'), []);
        service.fault = fault('configureCleanRoomQuestionPermissions', 'no_answer', 'It was late.', 'question-2');
        await panel.click('Apply 2 changes…');
        assert.deepEqual(await accessibilityProblems(panel.page, 'body'), []);
        await panel.screenshot(`permissions-${theme}`);
      });

      it(`without anything that axe finds in a collaboration, ${theme}`, async () => {
        const { workplace } = collaboration();
        const panel = await open(workplace, { theme });
        await panel.box('Can receive results: Contoso').check();
        await panel.page.getByRole('textbox', { name: /^Account that may query/ }).fill('12');
        assert.deepEqual(await accessibilityProblems(panel.page, 'body'), []);
        await panel.screenshot(`permissions-aws-${theme}`);
      });
    }
  });
});

/** What a screen reader says of it besides. */
function describedBy(box: { ariaDescribedByElements?: { textContent: string | null }[] | null }): string {
  return (box.ariaDescribedByElements ?? []).map(({ textContent }) => textContent ?? '').join(' ');
}
