import assert from 'node:assert/strict';
import { textAt } from '../../conformance/model/client.ts';
import { namespaceArn, partner, roleArn } from '../../conformance/model/scenario.ts';
import { AwsRoom } from '../support/awsRoom.ts';
import { rejection } from '../support/jobs.ts';

const analysis = 'arn:aws:cleanrooms:us-east-1:*:membership/*/configuredaudiencemodelassociation/*';

describe('looking closely at what may have to be made again in AWS', function () {
  this.timeout(15_000);
  let room: AwsRoom;
  beforeEach(async () => {
    room = await AwsRoom.open();
  });
  afterEach(() => room.close());

  it('sees the role, description, tags and rule of an association', async () => {
    const place = await room.associate('one', 'a', { description: 'Of Ada.', tags: { team: 'reach' } });
    await room.putRule(place.associationId, 'CUSTOM', { allowedResultReceivers: [partner], allowedAdditionalAnalyses: [analysis] });
    assert.deepEqual(await room.repairs.association(place), {
      roleArn,
      description: 'Of Ada.',
      tags: { team: 'reach' },
      rule: { type: 'CUSTOM', allowedResultReceivers: [partner], allowedAdditionalAnalyses: [analysis] },
    });
  });

  it('sees an association without a rule, description and tags', async () => {
    assert.deepEqual(await room.repairs.association(await room.associate('one', 'a')), { roleArn, tags: {} });
  });

  it('sees the tags that are there now, whatever they were when they were last asked for', async () => {
    const place = await room.associate('one', 'a');
    await room.repairs.tags(place.arn);
    await room.joined.client.call('TagResource', { resourceArn: place.arn, tags: { ManagedBy: 'Terraform' } });
    assert.deepEqual((await room.repairs.association(place)).tags, { ManagedBy: 'Terraform' });
  });

  it('sees the tags of AWS itself too; a create does not send them, because it would be refused', async () => {
    const tags = { team: 'reach', 'aws:cloudformation:stack-name': 's' };
    const tagged = await AwsRoom.open({ ours: { membership: { configured_table_associations: [{ table: 'one', name: 'a', tags }] } } });
    try {
      const [association = assert.fail('it is not there')] = await tagged.associations.list(tagged.membershipId);
      const { membershipId } = tagged;
      const { id: associationId, arn, name, configuredTableId } = association;
      const snapshot = await tagged.repairs.association({ membershipId, associationId, name, arn });
      assert.deepEqual(snapshot.tags, tags);
      await tagged.repairs.deleteAssociation({ membershipId, associationId, name }, tagged.options);
      const { value } = await tagged.associations.create(
        { membershipId, configuredTableId, name, roleArn: snapshot.roleArn, tags: snapshot.tags, replaces: [associationId] },
        tagged.options,
      );
      assert.deepEqual(await tagged.repairs.tags(value.arn), { team: 'reach' });
    } finally {
      await tagged.close();
    }
  });

  it('shows whether the role may be passed, by setting it again: that changes nothing', async () => {
    const place = await room.associate('one', 'a', { description: 'Of Ada.' });
    await room.repairs.setRole({ ...place, roleArn }, room.options);
    assert.deepEqual(
      [await room.repairs.association(place), room.outcomes],
      [{ roleArn, description: 'Of Ada.', tags: {} }, ['UpdateConfiguredTableAssociation updated']],
    );
    const stranger = roleArn.replace('/reader', '/stranger');
    assert.equal((await rejection(room.repairs.setRole({ ...place, roleArn: stranger }, room.options))).code, 'refused');
  });

  it('sees the description, tags and settings of an ID namespace association, and makes it again with them', async () => {
    const { client, membershipIdentifier: membershipId } = room.joined;
    const made = await client.call('CreateIdNamespaceAssociation', {
      membershipIdentifier: membershipId,
      name: 'ids',
      description: 'Of Ada.',
      tags: { team: 'reach' },
      inputReferenceConfig: { inputReferenceArn: namespaceArn, manageResourcePolicies: false },
      idMappingConfig: { allowUseAsDimensionColumn: true },
    });
    const associationId = textAt(made, 'idNamespaceAssociation', 'id');
    const place = { membershipId, associationId, arn: textAt(made, 'idNamespaceAssociation', 'arn'), name: 'ids' };
    const snapshot = await room.repairs.idNamespaceAssociation(place);
    assert.deepEqual(snapshot, {
      description: 'Of Ada.',
      tags: { team: 'reach' },
      manageResourcePolicies: false,
      allowUseAsDimensionColumn: true,
    });
    await room.repairs.deleteIdNamespaceAssociation(place, room.options);
    const again = await room.service.idNamespaces?.create(
      { membershipId, name: 'ids', idNamespaceArn: namespaceArn, ...snapshot, replaces: [associationId] },
      room.options,
    );
    const { id, arn } = again?.value ?? assert.fail('it was not made');
    assert.deepEqual(await room.repairs.idNamespaceAssociation({ ...place, associationId: id, arn }), snapshot);
  });
});
