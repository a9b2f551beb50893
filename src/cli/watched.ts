import type { Report, ReportedFinding } from '../core/jobs/report.ts';
import { t } from '../core/text.ts';

/** Something that is not as it was in the round before. */
export interface RoundChange {
  kind: 'new_finding' | 'gone_finding' | 'table_ready' | 'table_not_ready';
  /** Of a finding. */
  severity?: ReportedFinding['severity'];
  sentence: string;
}

/** What one connection showed in the newest rounds that could look: each round is compared with it. */
export class Watched {
  #findings = new Map<string, ReportedFinding>();
  /** Undefined before the first look, where nothing has become anything. */
  #ready: Map<string, ReadyTable> | undefined;

  /** What has changed since the last look, which the report replaces. In the first round every finding is new. */
  look(report: Report): RoundChange[] {
    // Of a collaboration or clean room that cannot be read now, what was known stays: it is not gone because nobody could look.
    const unread = new Set(report.findings.flatMap(({ id, subject }) => (isUnreadable(id) ? (placeKey(subject) ?? []) : [])));
    const findings = new Map([
      ...[...this.#findings].filter(([, { id, subject }]) => unread.has(placeKey(subject) ?? '') && !isUnreadable(id)),
      ...report.findings.map((finding) => [keyOf(finding), finding] as const),
    ]);
    const ready = new Map([
      ...[...(this.#ready ?? [])].filter(([, { collaborationId }]) => unread.has(collaborationId)),
      ...readyTables(report).map((table) => [JSON.stringify([table.collaborationId, table.name]), table] as const),
    ]);
    const changes = [
      ...missingFrom(this.#findings, findings).map((finding) => changeOf('new_finding', finding)),
      ...missingFrom(findings, this.#findings).map((finding) => changeOf('gone_finding', finding)),
      ...missingFrom(this.#ready ?? ready, ready).map((table): RoundChange => ({ kind: 'table_ready', sentence: placeOf(table) })),
      ...missingFrom(ready, this.#ready ?? ready).map((table): RoundChange => ({ kind: 'table_not_ready', sentence: placeOf(table) })),
    ];
    this.#findings = findings;
    this.#ready = ready;
    return changes;
  }
}

function isUnreadable(id: string): boolean {
  return id === 'collaboration.unreadable' || id === 'clean_room.unreadable';
}

/** The collaboration or clean room that something belongs to. */
function placeKey({ collaboration_id: collaboration, room_id: room }: ReportedFinding['subject']): string | undefined {
  return collaboration ?? room;
}

interface ReadyTable {
  collaborationId: string;
  collaboration: string;
  name: string;
}

function readyTables({ collaborations }: Report): ReadyTable[] {
  return collaborations.flatMap(({ collaboration_id, name: collaboration, items }) =>
    items
      .filter(({ kind, outcome }) => kind === 'table' && outcome === 'ready')
      .map(({ name }) => ({ collaborationId: collaboration_id, collaboration, name })),
  );
}

/** What stands in `after` and not in `before`. */
function missingFrom<T>(before: ReadonlyMap<string, T>, after: ReadonlyMap<string, T>): T[] {
  return [...after].filter(([key]) => !before.has(key)).map(([, value]) => value);
}

function keyOf({ id, subject }: ReportedFinding): string {
  return JSON.stringify([id, subject.kind, subject.name, subject.collaboration_id, subject.id]);
}

function changeOf(kind: 'new_finding' | 'gone_finding', { severity, title }: ReportedFinding): RoundChange {
  return { kind, severity, sentence: title };
}

function placeOf({ name, collaboration }: ReadyTable): string {
  return t('{0} in {1}', name, collaboration);
}
