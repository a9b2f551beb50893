import type { Subject } from '../model/finding.ts';

/** A collaboration by its names and ids, as far as a finding needs them. */
type Named = { collaborationId: string; membershipId?: string | undefined; name: string };

/** A collaboration, as a finding is about it. */
export function collaborationSubject({ name, collaborationId, membershipId }: Named): Subject {
  return { kind: 'collaboration', name, collaborationId, ...(membershipId === undefined ? {} : { membershipId }) };
}

/** What is in a collaboration, as a finding is about it. */
export function subjectIn(
  kind: Subject['kind'],
  { collaborationId, membershipId, name: collaborationName }: Named,
  { name, id }: { name: string; id?: string | undefined },
): Subject {
  return {
    kind,
    name,
    collaborationId,
    collaborationName,
    ...(membershipId === undefined ? {} : { membershipId }),
    ...(id === undefined ? {} : { id }),
  };
}
