/**
 * `npm run generate`: writes what is derived from elsewhere and committed all the same.
 * Service models come from `$CLEANROOMS_REFERENCE/aws/models` (default ../shared/reference).
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { makeBenchmarkJsonSchemas } from './generate/benchmarkJsonSchemas.ts';
import { makeConstraintTable, printConstraintTable } from './generate/constraintTable.ts';
import { makeDiagnosisJsonSchemas } from './generate/diagnosisJsonSchemas.ts';
import { withTools, withToolWords } from './generate/languageModelTools.ts';
import { makePartnerJsonSchemas } from './generate/partnerJsonSchemas.ts';
import {
  makeAccountsReportJsonSchema,
  makeConfigurationJsonSchema,
  makeEngagementJsonSchema,
  makePartnerSettingsJsonSchema,
  makeReportJsonSchema,
  makeReportsJsonSchema,
  makeWatchRoundJsonSchema,
} from './generate/productJsonSchemas.ts';
import { makeScenarioJsonSchema } from './generate/scenarioJsonSchema.ts';

const root = resolve(import.meta.dirname, '..');
const reference = resolve(root, process.env['CLEANROOMS_REFERENCE'] ?? '../shared/reference');

function write(path: string, text: string): void {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  process.stdout.write(`wrote ${path} (${text.length} characters)\n`);
}

write('src/sandbox/aws/constraints.json', printConstraintTable(makeConstraintTable(join(reference, 'aws/models'))));
write('schemas/scenario.schema.json', `${JSON.stringify(makeScenarioJsonSchema(), null, 2)}\n`);
write('schemas/collaboration-config.schema.json', `${JSON.stringify(makeConfigurationJsonSchema(), null, 2)}\n`);
write('schemas/report.schema.json', `${JSON.stringify(makeReportJsonSchema(), null, 2)}\n`);
write('schemas/reports.schema.json', `${JSON.stringify(makeReportsJsonSchema(), null, 2)}\n`);
write('schemas/watch-round.schema.json', `${JSON.stringify(makeWatchRoundJsonSchema(), null, 2)}\n`);
write('schemas/accounts-report.schema.json', `${JSON.stringify(makeAccountsReportJsonSchema(), null, 2)}\n`);
write('schemas/engagement.schema.json', `${JSON.stringify(makeEngagementJsonSchema(), null, 2)}\n`);
write('schemas/partners.schema.json', `${JSON.stringify(makePartnerSettingsJsonSchema(), null, 2)}\n`);
write('package.json', withTools(readFileSync(join(root, 'package.json'), 'utf8')));
write('package.nls.json', withToolWords(readFileSync(join(root, 'package.nls.json'), 'utf8')));
for (const [path, schema] of [...makePartnerJsonSchemas(), ...makeDiagnosisJsonSchemas(), ...makeBenchmarkJsonSchemas()])
  write(path, `${JSON.stringify(schema, null, 2)}\n`);
