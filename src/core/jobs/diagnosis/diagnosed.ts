import type { Diagnosis } from '../../diagnosis/diagnosis.ts';
import type { Explanation } from '../../diagnosis/explanations/explanation.ts';
import type { Finding } from '../../model/finding.ts';
import type { ReportedFinding } from '../report.ts';

/** What the checks of one kind of service have found, before causes are told from what they explain. */
export interface Diagnosed {
  /** What was asked about; undefined: everything. */
  about: Diagnosis['about'];
  findings: (Finding | ReportedFinding)[];
  /** What could not be, or was not, looked at: sentences. */
  unlooked: string[];
  /** True where something that could not be read may hide a fault: without a cause it is not known to be in order then. */
  uncertain?: boolean;
  /** What explains what among them. */
  explanations: readonly Explanation[];
}
