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

/** What the program's four writes are called, in the order in which they depend on each other. */
export const kinds = ['membership', 'association', 'rule', 'id namespace'] as const;
export type Kind = (typeof kinds)[number];

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
  nameOf({ path, body }: Write): string {
    const [, , membershipId = '', what, associationId = ''] = path.split('?')[0]?.split('/') ?? [];
    if (membershipId === '') return named('membership', '', membershipBody.parse(JSON.parse(body)).collaborationIdentifier);
    const collaborationId = this.#collaborations.get(membershipId) ?? 'nowhere';
    if (what === 'idnamespaceassociations') return named('id namespace', '', collaborationId);
    if (associationId === '') return named('association', associationBody.parse(JSON.parse(body)).name, collaborationId);
    return named('rule', this.#associations.get(associationId) ?? 'unknown', collaborationId);
  }

  /** Remembers the ids in the answer to a write. */
  learn(answer: string): void {
    const content: unknown = JSON.parse(answer);
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
