import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Connection } from '../../../../src/core/model/connection.ts';
import { belongsTo, engagementIdPattern } from '../../../../src/core/onboarding/engagement.ts';
import { engagementId } from '../../../../src/core/onboarding/engagementId.ts';
import { parseEngagement, printEngagement } from '../../../../src/core/onboarding/engagementText.ts';
import { chosenPermissions, findFlow, onboardingFlows } from '../../../../src/core/onboarding/flows.ts';
import { guidanceFor } from '../../../../src/core/onboarding/guidance.ts';
import { organisation } from '../../support/partners/partnerWorld.ts';
import { engagementOf } from './engagementBuilder.ts';

describe('an onboarding file', () => {
  it('comes back as it was, whatever keys others have put into it', () => {
    const key = fc.string({ minLength: 1, maxLength: 20 }).filter((name) => name !== '__proto__' && !(name in engagementOf()));
    fc.assert(
      fc.property(fc.dictionary(key, fc.jsonValue()), fc.string(), (unknown, words) => {
        const engagement = { ...engagementOf({ note: words }), ...structuredClone(unknown) };
        const text = printEngagement(engagement);
        const read = parseEngagement('f', engagement.id, text);
        assert.deepEqual(read, JSON.parse(JSON.stringify(engagement)));
        assert.equal(printEngagement(read), text);
      }),
    );
  });

  it('keeps known keys in one order, so that git shows only what has changed', () => {
    const { events, id, ...rest } = engagementOf();
    assert.equal(printEngagement({ ...rest, events, id }), printEngagement(engagementOf()));
  });

  it('is broken where its name is another: a copy would be changed under the name of the first', () => {
    assert.throws(() => parseEngagement('folder/copy.json', 'copy', printEngagement(engagementOf())), /copy\.json:1:1: id: must be "copy"/);
  });

  it('says where a value is wrong', () => {
    const text = printEngagement(engagementOf()).replace('"version": 1', '"version": 7');
    assert.throws(() => parseEngagement('f.json', 'cr-000001--dana', text), /f\.json:2:14: version: must be one of 1/);
  });

  it('is of one connection only', () => {
    const aws: Connection = { ...organisation, service: 'aws', accountId: '111122223333', region: 'eu-west-1' };
    const ours = engagementOf({ connection: { service: 'aws', account: '111122223333', region: 'eu-west-1' } });
    assert.deepEqual(
      [aws, { ...aws, region: 'us-east-1' }, { ...aws, sandbox: true }, { ...aws, accountId: '444455556666' }, organisation].map((each) =>
        belongsTo(ours, each),
      ),
      [true, false, false, false, false],
    );
  });
});

describe('the name of an onboarding file', () => {
  it('is safe on every file system and never taken twice', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }))), (pairs) => {
        const taken = new Set<string>();
        for (const [name, address] of pairs) {
          const id = engagementId({ id: '0a1b2c3d-0000', name }, address, taken);
          assert.match(id, engagementIdPattern);
          assert.ok(!taken.has(id));
          taken.add(id);
        }
      }),
    );
  });
});

describe('onboarding flows', () => {
  it('are the four of the wish, with what they open', () => {
    assert.deepEqual(
      onboardingFlows(undefined).map(({ id, expectedDays, permissions: { flags } }) => [
        id,
        expectedDays,
        Object.entries(flags ?? {})
          .filter(([, open]) => open === true)
          .map(([flag]) => flag),
      ]),
      [
        ['standard', 5, ['can_view', 'can_clone', 'can_run', 'can_view_results', 'can_view_schema']],
        ['media', 4, ['can_view', 'can_clone', 'can_run', 'can_view_results', 'can_view_schema']],
        ['retail', 3, ['can_view', 'can_clone', 'can_run']],
        [
          'agency',
          4,
          ['can_view', 'can_edit', 'can_clone', 'can_run', 'can_view_results', 'can_view_code', 'can_view_schema', 'can_configure_mapping'],
        ],
      ],
    );
  });

  it('keep media partners from code and edit, also where the folder widens the template analyst', () => {
    const wide = { ...engagementOf().permissions.flags, can_edit: true, can_view_code: true };
    const [, media] = onboardingFlows({ permission_templates: { analyst: wide } });
    assert.deepEqual([media?.permissions.flags?.can_edit, media?.permissions.flags?.can_view_code], [false, false]);
  });

  it("stay usable where one of the folder's own names a template that there is not", () => {
    const flows = onboardingFlows({ flows: { Broken: { permission_template: 'none' } } });
    assert.equal(chosenPermissions({}, findFlow(flows, 'standard'), undefined).template, 'analyst');
    assert.throws(() => chosenPermissions({}, findFlow(flows, 'Broken'), undefined), /no permission template "none"/);
  });
});

describe('guidance', () => {
  const beforehand = { flowLines: [], takesPart: false, signature: 'Kind regards\nAcme Retail' };
  const linesFor = (room: { type?: string; cloud?: string }): string =>
    guidanceFor(organisation, engagementOf({ room: { ...engagementOf().room, ...room } }), beforehand).roles[0]?.lines.join('\n') ?? '';

  const cases: [{ type?: string; cloud?: string }, RegExp][] = [
    [{ cloud: 'CLOUD_AWS' }, /AWS S3 Credential/],
    [{ cloud: 'CLOUD_GCP' }, /Google Service Account/],
    [{ cloud: 'CLOUD_AZURE' }, /Azure SAS Token/],
    [{ type: 'Snowflake', cloud: 'CLOUD_AWS' }, /Snowflake Data Connection/],
    [{ type: 'Databricks' }, /Databricks Delta Table Connection/],
    [{ type: 'Hybrid', cloud: 'CLOUD_GCP' }, /Google Cloud Big Query/],
    [{}, /a credential for where your data lies/],
  ];
  for (const [room, words] of cases) {
    it(`of a room ${JSON.stringify(room)} names ${words.source}`, () => {
      assert.match(linesFor(room), words);
    });
  }

  it("is a mail with numbered lines, the flow's own among them", () => {
    const { mail } = guidanceFor(organisation, engagementOf(), { ...beforehand, flowLines: ['Sign the contract.'] });
    assert.match(mail, /^Subject: Next steps .*\n\nHello dana@nova\.example,\n[^]*\n1\. To accept it[^]*\n\d\. Sign the contract\.\n/);
  });

  it('says nothing of how to accept once the partner takes part', () => {
    for (const connection of [organisation, { ...organisation, service: 'aws' as const }]) {
      const { mail, roles } = guidanceFor(connection, engagementOf(), { ...beforehand, takesPart: true });
      assert.doesNotMatch(
        [mail, ...roles.flatMap(({ lines }) => lines)].join('\n'),
        /accept|Available to join|organisation that takes part|before you join/,
      );
      assert.match(mail, /please:\n\n1\. /);
    }
  });

  it("speaks of AWS's own pages for a collaboration", () => {
    const { roles } = guidanceFor({ ...organisation, service: 'aws', region: 'eu-west-1' }, engagementOf(), beforehand);
    assert.match(roles[0]?.lines.join('\n') ?? '', /Region eu-west-1, under "Collaborations", "Available to join"/);
    assert.doesNotMatch(roles.flatMap(({ lines }) => lines).join('\n'), /LiveRamp/);
  });
});
