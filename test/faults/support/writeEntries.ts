/** Adds entries to a configuration file, one after the other: `node writeEntries.ts <file> <digit> <how many>`. */
import { ConfigurationFile } from '../../../src/storage/configurationFile.ts';
import { ownAccount } from './state.ts';

const [, , file = '', digit = '', number = ''] = process.argv;
const configuration = new ConfigurationFile(file);

for (let index = 0; index < Number(number); index += 1) {
  const id = `${digit}0000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
  await configuration.edit([
    { kind: 'addCollaboration', accountId: ownAccount, entry: { name: id, membership_id: id, collaboration_id: id, status: 'active' } },
  ]);
}
