import type { ConfiguredTableAssociation } from '../model/table.ts';

/** An association that is there, as a change names it. */
export function existing({ id, arn, name, configuredTableId }: ConfiguredTableAssociation): {
  associationId: string;
  associationArn: string;
  associationName: string;
  configuredTableId: string;
} {
  return { associationId: id, associationArn: arn, associationName: name, configuredTableId };
}
