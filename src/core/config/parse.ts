import type * as z from 'zod/mini';
import { findNodeAtLocation, getNodePath, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import { CleanRoomError } from '../errors.ts';
import { issueText } from '../issueText.ts';
import { t } from '../text.ts';
import { configurationSchema, type Configuration } from './schema.ts';

/** A place in the file that is wrong. Line and column are 1-based, offset and length count UTF-16 units. */
export interface ConfigurationProblem {
  message: string;
  line: number;
  column: number;
  offset: number;
  length: number;
}

/** A text that fits a schema, or everything that is wrong with it. */
export type Parsed<T> = { value: T } | { problems: [ConfigurationProblem, ...ConfigurationProblem[]] };
export type ParsedConfiguration = { configuration: Configuration } | { problems: [ConfigurationProblem, ...ConfigurationProblem[]] };

/** Reads the text of a configuration file: the configuration, or everything that is wrong with it. Never a default. */
export function parseConfiguration(marked: string): ParsedConfiguration {
  const parsed = parseJsonText(marked, configurationSchema);
  return 'problems' in parsed ? parsed : { configuration: parsed.value };
}

/** A byte order mark, which some editors on Windows write and no editor shows. */
const byteOrderMark = /^\ufeff/;

/** Reads the text of a JSON file that a person may have written. Offsets do not count a byte order mark. */
export function parseJsonText<Schema extends z.ZodMiniType>(marked: string, schema: Schema): Parsed<z.infer<Schema>> {
  const text = marked.replace(byteOrderMark, '');
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false });
  if (text.trim() === '') return { problems: [problemAt(text, 0, 0, t('The file is empty.'))] };
  const [syntax, ...more] = errors.map((error) =>
    problemAt(text, error.offset, error.length, t('Not valid JSON: {0}.', spaced(printParseErrorCode(error.error)))),
  );
  if (syntax !== undefined) return { problems: [syntax, ...more] };
  if (root === undefined) return { problems: [problemAt(text, 0, 0, t('The file is empty.'))] };
  const double = duplicateKeys(text, root);
  if (double[0] !== undefined) return { problems: [double[0], ...double.slice(1)] };

  const value: unknown = JSON.parse(text);
  const parsed = schema.safeParse(value);
  if (parsed.success) return { value: parsed.data };
  const [first, ...rest] = parsed.error.issues.map((issue) => {
    const path = issue.path.filter((step) => typeof step !== 'symbol');
    const node = nearestNode(root, path);
    return problemAt(text, node.offset, node.length, `${path.join('.') || t('The file')}: ${issueText(issue, value)}`);
  });
  return { problems: [first ?? problemAt(text, 0, 0, t('The file does not fit its schema.')), ...rest] };
}

/** The error for a file with problems: its first one with line and column, and how many more there are. */
export function brokenConfiguration(file: string, problems: readonly [ConfigurationProblem, ...ConfigurationProblem[]]): CleanRoomError {
  const [first] = problems;
  const more = problems.length > 1 ? ` ${t('({0} more)', problems.length - 1)}` : '';
  return new CleanRoomError('configuration_broken', `${file}:${first.line}:${first.column}: ${first.message}${more}`, {
    remedy: t('Correct the file and run again; nothing was changed.'),
    details: { file, line: first.line, column: first.column },
  });
}

/** JSON.parse silently keeps the last of two equal keys, which would drop what the person wrote first. */
function duplicateKeys(text: string, node: Node): ConfigurationProblem[] {
  const seen = new Set<string>();
  const problems: ConfigurationProblem[] = [];
  for (const child of node.children ?? []) {
    const key = child.type === 'property' ? child.children?.[0] : undefined;
    if (key !== undefined) {
      const name = String(key.value);
      if (seen.has(name))
        problems.push(problemAt(text, key.offset, key.length, t('The key "{0}" stands twice.', [...getNodePath(node), name].join('.'))));
      seen.add(name);
    }
    problems.push(...duplicateKeys(text, child));
  }
  return problems;
}

function nearestNode(root: Node, path: readonly (string | number)[]): Node {
  for (let length = path.length; length > 0; length -= 1) {
    const node = findNodeAtLocation(root, path.slice(0, length));
    if (node !== undefined) return node;
  }
  return root;
}

function problemAt(text: string, offset: number, length: number, message: string): ConfigurationProblem {
  const before = text.slice(0, offset);
  const lastBreak = before.lastIndexOf('\n');
  return { message, offset, length, line: before.split('\n').length, column: offset - lastBreak };
}

function spaced(code: string): string {
  return code.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
}
