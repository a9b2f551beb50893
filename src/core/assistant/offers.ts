import { foreignText } from '../foreignText.ts';
import type { ReportedFinding } from '../jobs/report.ts';
import { t } from '../text.ts';
import type { Offer } from './answer.ts';

/** More buttons than these are no help. */
const mostOffers = 8;

/** What can be done about findings, in their order, each thing once. Remedies that are only words are no offers. */
export function offersOf(findings: readonly ReportedFinding[]): Offer[] {
  const all = findings.flatMap((finding) =>
    finding.remedies.flatMap((remedy) => {
      const action = actionOf(remedy);
      return action === undefined ? [] : [{ finding, title: foreignText(remedy.title, 120), action }];
    }),
  );
  const once = [...new Map(all.map((offer) => [JSON.stringify([offer.finding.connection, offer.action]), offer])).values()];
  return once.slice(0, mostOffers).map(({ finding: { subject, connection }, title, action }) => {
    const alike = once.filter((other) => other.title === title);
    return {
      // Two buttons of one name are told apart by what they are about.
      title:
        alike.length > 1
          ? t(
              '{0} ({1})',
              title,
              foreignText(
                placeName(
                  subject,
                  alike.map(({ finding }) => finding.subject),
                ),
                80,
              ),
            )
          : title,
      connectionId: connection,
      action,
    };
  });
}

function actionOf({ job, input, text }: ReportedFinding['remedies'][number]): Offer['action'] | undefined {
  if (job !== undefined) return { kind: 'job', job, input: input ?? {} };
  return text === undefined ? undefined : { kind: 'copy', text };
}

/** The subject's name; with its clean room where others have the same. */
function placeName(subject: ReportedFinding['subject'], all: readonly ReportedFinding['subject'][]): string {
  const place = subject.collaboration_name ?? subject.room_name;
  return place === undefined || all.filter(({ name }) => name === subject.name).length < 2 ? subject.name : `${subject.name}, ${place}`;
}
