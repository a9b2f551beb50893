import type { WriteRecord } from '../../../src/core/jobs/audit.ts';
import type { Associations, CleanRoomService, Repairs, WriteOptions } from '../../../src/core/service.ts';
import type { Json, JsonObject } from '../../../src/sandbox/json.ts';
import { openAwsConnection } from '../../../src/services/aws/openAwsConnection.ts';
import { at, listAt, textAt } from '../../conformance/model/client.ts';
import { startJoined, type Joined } from '../../conformance/model/joined.ts';
import { roleArn } from '../../conformance/model/scenario.ts';

/** A sandbox with one membership of ours, what goes past the product to it, and the product's own service on top. */
export class AwsRoom {
  readonly joined: Joined;
  readonly service: CleanRoomService;
  readonly associations: Associations;
  readonly repairs: Repairs;
  readonly records: WriteRecord[] = [];

  private constructor(joined: Joined, service: CleanRoomService) {
    const { associations, repairs } = service;
    if (associations === undefined || repairs === undefined) throw new Error('The service cannot mend.');
    this.joined = joined;
    this.service = service;
    this.associations = associations;
    this.repairs = repairs;
  }

  static async open(changes: Parameters<typeof startJoined>[0] = {}): Promise<AwsRoom> {
    const joined = await startJoined(changes);
    const service = await openAwsConnection({ endpoint: joined.sandbox.endpoint, sandboxAccountId: '111122223333', region: 'us-east-1' });
    // The rates count too, and only they let the tests go as fast as they can.
    await service.prerequisites?.quotas();
    return new AwsRoom(joined, service);
  }

  get options(): WriteOptions {
    return { recorder: { record: (write) => void this.records.push(write) } };
  }

  get membershipId(): string {
    return this.joined.membershipIdentifier;
  }

  /** What the audit log would say of the writes. */
  get outcomes(): string[] {
    return this.records.map(({ operation, outcome }) => `${operation} ${outcome}`);
  }

  async close(): Promise<void> {
    await this.joined.sandbox.stop();
  }

  fault(fault: JsonObject): Promise<JsonObject> {
    return this.joined.client.control('POST', 'faults', fault);
  }

  async calls(operation: string): Promise<Json | undefined> {
    return at(await this.joined.client.control('GET', 'calls'), 'calls', operation);
  }

  /** Associates a table past the product; answers where it is. */
  async associate(
    table: string,
    name: string,
    more: JsonObject = {},
  ): Promise<{ membershipId: string; associationId: string; name: string; arn: string }> {
    const { client, associate, membershipIdentifier } = this.joined;
    const made = await client.call('CreateConfiguredTableAssociation', { ...associate(table, name, roleArn), ...more });
    const [associationId, arn] = ['id', 'arn'].map((key) => textAt(made, 'configuredTableAssociation', key));
    return { membershipId: membershipIdentifier, associationId: associationId ?? '', arn: arn ?? '', name };
  }

  /** Puts a rule on an association, past the product. */
  async putRule(associationId: string, type: string, rule: JsonObject): Promise<void> {
    await this.joined.client.call('CreateConfiguredTableAssociationAnalysisRule', {
      ...this.#ruleOf(associationId, type),
      analysisRulePolicy: { v1: { [type.toLowerCase()]: rule } },
    });
  }

  /** The rule on an association, as the service has it. */
  async rule(associationId: string, type: string): Promise<Json | undefined> {
    const answer = await this.joined.client.call('GetConfiguredTableAssociationAnalysisRule', this.#ruleOf(associationId, type));
    return at(answer, 'analysisRule', 'policy', 'v1', type.toLowerCase());
  }

  /** The accounts that a table's own CUSTOM rule lets query, as the service has it. */
  async providers(table: string): Promise<Json | undefined> {
    const answer = await this.joined.client.call('GetConfiguredTableAnalysisRule', {
      configuredTableIdentifier: this.joined.table(table),
      analysisRuleType: 'CUSTOM',
    });
    return at(answer, 'analysisRule', 'policy', 'v1', 'custom', 'allowedAnalysisProviders');
  }

  /** The associations' names, as the list gives them. */
  async names(): Promise<string[]> {
    const { client, membershipIdentifier } = this.joined;
    const answer = await client.call('ListConfiguredTableAssociations', { membershipIdentifier });
    return listAt(answer, 'configuredTableAssociationSummaries')
      .map((each) => textAt(each, 'name'))
      .sort();
  }

  #ruleOf(associationId: string, analysisRuleType: string): JsonObject {
    return { membershipIdentifier: this.membershipId, configuredTableAssociationIdentifier: associationId, analysisRuleType };
  }
}
