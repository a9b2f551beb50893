import type { Cause, Diagnosis } from '../../../src/core/diagnosis/diagnosis.ts';
import type { ReportedFinding } from '../../../src/core/jobs/report.ts';
import type { ExpectedFinding, Verdict } from './scenarioFormat.ts';

/** True where a finding is the expected one, as far as that says what it is about. */
export function isExpected({ id, subject }: ReportedFinding, expected: ExpectedFinding): boolean {
  const { kind, name, collaboration, room } = expected.subject;
  return (
    id === expected.id &&
    [
      [kind, subject.kind],
      [name, subject.name],
      [collaboration, subject.collaboration_name ?? (subject.kind === 'collaboration' ? subject.name : undefined)],
      [room, subject.room_name ?? (subject.kind === 'clean_room' ? subject.name : undefined)],
    ].every(([wanted, is]) => wanted === undefined || wanted === is)
  );
}

/**
 * What is wrong with the causes of a diagnosis, as phrases; none where they are right. The expected ones have to be the first,
 * in any order among themselves, and none but them may be an error; where nothing is expected, nothing may be found.
 */
export function wrongCauses({ causes }: Pick<Diagnosis, 'causes'>, { causes: expected }: Pick<Verdict, 'causes'>): string[] {
  const first = causes.slice(0, expected.length);
  const others = causes.slice(expected.length).filter(({ finding }) => expected.length === 0 || finding.severity === 'error');
  const instead = first.filter(({ finding }) => !expected.some((each) => isExpected(finding, each)));
  return [
    ...withoutCause(expected, first).map((each) => `${expectedWords(each)} is not named first`),
    ...instead.map((each) => `${causeWords(each)} is named first`),
    ...others.map((each) => `${causeWords(each)} is a cause too`),
  ];
}

/** The same of its state and its notes. */
export function wrongRest({ state, notes }: Pick<Diagnosis, 'state' | 'notes'>, expected: Omit<Verdict, 'causes'>): string[] {
  const missing = (expected.notes ?? []).filter((each) => !notes.some((finding) => isExpected(finding, each)));
  return [
    ...(expected.state === undefined || expected.state === state ? [] : [`the state is ${state} and not ${expected.state}`]),
    ...missing.map((each) => `${expectedWords(each)} is not among the notes`),
  ];
}

/** The expected findings that no cause is left for, when each cause counts once. */
function withoutCause(expected: readonly ExpectedFinding[], causes: readonly Cause[]): ExpectedFinding[] {
  const left = [...causes];
  return expected.filter((each) => {
    const index = left.findIndex(({ finding }) => isExpected(finding, each));
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}

/** An expected finding, for people. */
export function expectedWords({ id, subject }: ExpectedFinding): string {
  const { kind, name, collaboration, room } = subject;
  const about = [kind, name === undefined ? undefined : `"${name}"`].filter((part) => part !== undefined).join(' ');
  const place = collaboration ?? room;
  return `${id}${about === '' ? '' : ` (${about})`}${place === undefined ? '' : ` in "${place}"`}`;
}

/** A cause that was found, for people, with what it explains. */
export function causeWords({ finding: { id, subject, severity }, explains }: Cause): string {
  const place = subject.collaboration_name ?? subject.room_name;
  const more = explains.length === 0 ? '' : `, explaining ${[...new Set(explains.map((each) => each.id))].join(', ')}`;
  return `${id} (${severity}, ${subject.kind} "${subject.name}"${place === undefined ? '' : ` in "${place}"`}${more})`;
}
