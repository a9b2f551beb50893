import assert from 'node:assert/strict';
import { everythingSaid } from './everythingSaid.ts';
import { hostileFields } from './hostileScenario.ts';
import { injections } from './injections.ts';

/** Nothing that is asked here reads these, or tells them where nothing is wrong with them; they stand in the scenario for the day on which that changes. */
const neverTold: readonly string[] = [
  'own display name',
  'principal in the trust of a role',
  'description of an ID namespace',
  'description of a workflow',
  'description of a configured table',
  'name of a Glue database',
  'name of a Glue table',
  'name of a column',
  'key of a tag',
  'value of a tag',
  'allowed analysis of a rule',
  "description of a partner's ID namespace",
  'description of a collaboration',
  'display name of a member',
  "name of a partner's ID namespace association",
  'additional analysis of a rule',
  'name of an ID namespace association',
  'description of an invitation',
  'display name of an inviter',
  'description of a question',
  'type of a question',
  'category of a question',
  'query of a question',
  'name of our own person',
  'role of our own person',
  'description of a clean room',
  'parameter of a clean room',
  'role of a clean room',
  'connection of a dataset',
  'stage of a dataset',
  'field of a dataset',
  'data type of a question',
  'name of a schedule',
  'name of a destination',
  'status of a destination',
  'role of a person',
  "description of a partner's clean room",
  "name of a partner's question",
  "macro of a partner's question",
];

describe('the suite of injections', () => {
  it('has at least 50 of them, no two alike', () => {
    const texts = new Set(injections.map(({ text }) => text));
    assert.deepEqual([texts.size, injections.length >= 50], [injections.length, true]);
  });

  it('puts them into fields that are told, each somewhere', async () => {
    const fields = hostileFields();
    const mark = (field: string): string => `M${fields.indexOf(field)}M`;
    const { answers, explanations, toolAnswers } = await everythingSaid(mark, 'refused');
    const said = JSON.stringify([answers, explanations, toolAnswers]);
    assert.deepEqual(
      fields.filter((field) => !said.includes(mark(field))),
      neverTold,
    );
  });
});
