/** Names for writes that are the same in every run, whatever ids and order the run has. */
import * as z from 'zod/mini';
import type { Write } from './gate.ts';

const known = z.object({
  memberships: z.array(z.object({ id: z.string(), collaborationId: z.string() })),
  associations: z.array(z.object({ id: z.string(), name: z.string() })),
});
const membershipBody = z.object({ collaborationIdentifier: z.string() });
const associationBody = z.object({ name: z.string() });
const membershipAnswer = z.object({ membership: z.object({ id: z.string(), collaborationId: z.string() }) });
const associationAnswer = z.object({ configuredTableAssociation: z.object({ id: z.string(), name: z.string() }) });

/** What the writes of process-invites are called, in the order in which they depend on each other. */
export const kinds = ['membership', 'association', 'rule', 'id namespace'] as const;
/** Those of a repair. */
export const repairKinds = [
  'role',
  'delete association',
  'association',
  'delete rule',
  'rule',
  'change rule',
  'change table rule',
  'delete id namespace',
  'id namespace',
] as const;
export type Kind = (typeof kinds)[number] | (typeof repairKinds)[number];

export class WriteNames {
  readonly #collaborations: Map<string, string>;
  readonly #associations: Map<string, string>;

  /** Starts with the ids of a snapshot of the sandbox. */
  constructor(snapshot: string) {
    const { memberships, associations } = known.parse(JSON.parse(snapshot));
    this.#collaborations = new Map(memberships.map(({ id, collaborationId }) => [id, collaborationId]));
    this.#associations = new Map(associations.map(({ id, name }) => [id, name]));
  }

  /** `association acx_part_01 in <collaboration id>`, and the like. */
  nameOf({ method, path, body }: Write): string {
    const [, top, owner = '', what, inner = '', isRule] = path.split('?')[0]?.split('/') ?? [];
    if (top === 'configuredTables') return named('change table rule', owner, '');
    if (owner === '') return named('membership', '', membershipBody.parse(JSON.parse(body)).collaborationIdentifier);
    const collaborationId = this.#collaborations.get(owner) ?? 'nowhere';
    const deletes = method === 'DELETE';
    if (what === 'idnamespaceassociations') return named(deletes ? 'delete id namespace' : 'id namespace', '', collaborationId);
    if (inner === '') return named('association', associationBody.parse(JSON.parse(body)).name, collaborationId);
    const association = this.#associations.get(inner) ?? 'unknown';
    if (isRule === undefined) return named(deletes ? 'delete association' : 'role', association, collaborationId);
    return named(deletes ? 'delete rule' : method === 'PATCH' ? 'change rule' : 'rule', association, collaborationId);
  }

  /** Remembers the ids in the answer to a write. */
  learn(answer: string): void {
    const content: unknown = answer === '' ? {} : JSON.parse(answer);
    const membership = membershipAnswer.safeParse(content);
    if (membership.success) this.#collaborations.set(membership.data.membership.id, membership.data.membership.collaborationId);
    const association = associationAnswer.safeParse(content);
    if (association.success)
      this.#associations.set(association.data.configuredTableAssociation.id, association.data.configuredTableAssociation.name);
  }
}

function named(kind: Kind, name: string, collaborationId: string): string {
  return `${kind}${name === '' ? '' : ` ${name}`} in ${collaborationId}`;
}
