import assert from 'node:assert/strict';
import { commandFor, findingIdIn, pointingOf } from '../../../../src/extension/chat/pointingWords.ts';

describe('a question without names', () => {
  const pointing: [prompt: string, at: ReturnType<typeof pointingOf>][] = [
    ['why is this not ready?', 'selected'],
    ['Is everything here ready?', 'selected'],
    ['why is it still waiting', 'earlier'],
    ['check again', 'earlier'],
    ['the same', 'earlier'],
    ['is anything wrong?', 'everything'],
    ['what is wrong everywhere?', 'everything'],
    ['', 'nothing'],
    ['warum geht das nicht', 'nothing'],
  ];
  for (const [prompt, at] of pointing) {
    it(`"${prompt}" points at: ${at}`, () => {
      assert.equal(pointingOf(prompt), at);
    });
  }
});

describe('a question without a command', () => {
  const commands: [prompt: string, command: ReturnType<typeof commandFor>][] = [
    ['why is part_ibe_07 not ready in AMC Collaboration?', 'diagnose'],
    ['What is left to do?', 'next'],
    ['what remains before we can start', 'next'],
    ['why does the plan leave it out?', 'diagnose'],
    ['what would a sync change?', 'plan'],
    ['How many tables are ready?', 'report'],
    ['What does MISSING_DATASETS mean', 'explain'],
    ['', 'diagnose'],
  ];
  for (const [prompt, command] of commands) {
    it(`"${prompt}" asks to ${command}`, () => {
      assert.equal(commandFor(prompt), command);
    });
  }
});

describe('the id of a finding in a question', () => {
  const ids: [prompt: string, id: string | undefined][] = [
    ['role.not_trusting of cleanrooms-role', 'role.not_trusting'],
    ['what is schema.analysis_rule_missing.', 'schema.analysis_rule_missing'],
    ['engagement.check.datasets again', 'engagement.check.datasets'],
    ['see collaboration-config.json', undefined],
    ['ask dana@role.example', undefined],
    ['e.g. the table', undefined],
  ];
  for (const [prompt, id] of ids) {
    it(`"${prompt}": ${id ?? 'none'}`, () => {
      assert.equal(findingIdIn(prompt), id);
    });
  }
});
