import * as z from 'zod/mini';
import { idNamespaceArnPattern, uuidPattern } from '../model/id.ts';
import { t } from '../text.ts';

/** Pieces of the jobs' inputs. */
export const uuid = z.string().check(
  z.regex(uuidPattern, {
    error: (issue) => t('"{0}" is not an id; ids look like 27b93e2b-5001-4b20-a47b-6aad96ec8958.', String(issue.input)),
  }),
);
export const roleArn = z.string().check(
  z.regex(/^arn:aws:iam::\d{12}:role\/[\w+=./@-]+$/, {
    error: (issue) => t('"{0}" is not the ARN of an IAM role.', String(issue.input)),
  }),
);
export const idNamespaceArn = z
  .string()
  .check(z.regex(idNamespaceArnPattern, { error: (issue) => t('"{0}" is not the ARN of an ID namespace.', String(issue.input)) }));
