/** The part of package.json that offers the tools to VS Code's language models, made from the one catalogue. */
import * as z from 'zod/mini';
import { tools } from '../../src/core/tools/catalogue.ts';
import type { Tool } from '../../src/core/tools/tool.ts';

/** Icons of the tools that have one of their own. */
const icons: Readonly<Record<string, string>> = {
  list_connections: '$(plug)',
  list_clean_rooms: '$(organization)',
  diagnose_clean_rooms: '$(pulse)',
  list_next_steps: '$(list-ordered)',
  explain_finding: '$(question)',
  report_clean_rooms: '$(graph)',
  create_clean_room: '$(add)',
  invite_partner_to_cleanroom: '$(mail)',
  manage_partner_invitations: '$(inbox)',
  configure_partner_permissions: '$(lock)',
  partner_onboarding_wizard: '$(checklist)',
  accept_invitations: '$(check-all)',
  sync_collaborations: '$(sync)',
  associate_resources: '$(link)',
  populate_id_mapping_table: '$(database)',
  repair_collaborations: '$(wrench)',
  verify_collaborations: '$(pass)',
  coverage_report: '$(table)',
};

/** `contributes.languageModelTools`. */
export function makeLanguageModelTools(): object[] {
  return tools.map((tool) => ({
    name: tool.name,
    toolReferenceName: referenceName(tool.name),
    displayName: `%tool.${tool.name}.title%`,
    userDescription: `%tool.${tool.name}.description%`,
    modelDescription: tool.description,
    icon: icons[tool.name] ?? '$(list-unordered)',
    canBeReferencedInPrompt: true,
    tags: ['clean-rooms', tool.writes === 'never' ? 'read-only' : 'writes'],
    inputSchema: inputSchema(tool),
  }));
}

/** A tool's input as the JSON schema that models read: draft 7, which is what VS Code and MCP clients understand. */
export function inputSchema({ input }: Pick<Tool, 'input'>): Record<string, unknown> & { properties: Record<string, unknown> } {
  const { $schema: _dialect, properties = {}, ...schema } = z.toJSONSchema(input, { io: 'input', target: 'draft-7' });
  return { ...schema, properties };
}

/** The entries of package.nls.json for them. */
export function makeToolWords(): Record<string, string> {
  return Object.fromEntries(
    tools.flatMap(({ name, title, userDescription }) => [
      [`tool.${name}.title`, title],
      [`tool.${name}.description`, userDescription],
    ]),
  );
}

/** package.json with the tools of the catalogue; everything else stays as it is. */
export function withTools(packageJson: string): string {
  const manifest = objectOf(JSON.parse(packageJson));
  const contributes = { ...objectOf(manifest['contributes']), languageModelTools: makeLanguageModelTools() };
  return `${JSON.stringify({ ...manifest, contributes }, null, 2)}\n`;
}

/** package.nls.json with the words of the catalogue's tools, and of no others. */
export function withToolWords(words: string): string {
  const others = Object.entries(objectOf(JSON.parse(words))).filter(([key]) => !key.startsWith('tool.'));
  return `${JSON.stringify({ ...Object.fromEntries(others), ...makeToolWords() }, null, 2)}\n`;
}

/** `invite_partner_to_cleanroom` is `#invitePartnerToCleanroom` in a prompt. */
function referenceName(name: string): string {
  return name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function objectOf(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) throw new Error('That is no JSON object.');
  return { ...value };
}
