import { CleanRoomError, withRemedy, type CleanRoomErrorCode } from '../core/errors.ts';
import { foreignText } from '../core/foreignText.ts';
import { t } from '../core/text.ts';
import type { Services } from './chosenConnections.ts';
import type { CommonOptions } from './commonOptions.ts';
import type { Attempt } from './session.ts';

/** What opening gives where there are no credentials, or none for what was set. */
const unusable: ReadonlySet<CleanRoomErrorCode> = new Set<CleanRoomErrorCode>(['connection_unusable', 'invalid_input']);

/** Where no connection is named, LIVERAMP_ORGANISATION names it, as AWS_PROFILE does for commands about AWS. */
export function withDefaultOrganisation<Options extends CommonOptions>(options: Options): Options {
  const variable = process.env['LIVERAMP_ORGANISATION'] ?? '';
  return isNamed(options) || variable === '' ? options : { ...options, organisation: variable };
}

/** A diagnosis is of everything unless something is named: that it is not of AWS has to be said, on stderr. */
export function noteDefaultOrganisation({ organisation = '' }: CommonOptions): void {
  const note = t(
    'note: only the LiveRamp organisation "{0}" is looked at, because LIVERAMP_ORGANISATION names it. For an AWS account give --profile or --region.',
    foreignText(organisation),
  );
  process.stderr.write(`${note}\n`);
}

/** Whoever named nothing may not have meant AWS at all: a connection that could not be opened says how to name another. */
export function withOtherService<T>(attempt: Attempt<T>, options: CommonOptions, services: Services): Attempt<T> {
  if (!services.includes('liveramp') || isNamed(options)) return attempt;
  if (!('error' in attempt) || attempt.connection !== undefined || !unusable.has(attempt.error.code)) return attempt;
  const { code, message, details, cause } = attempt.error;
  const remedy = t('For a LiveRamp organisation give --organisation, or set LIVERAMP_ORGANISATION and LIVERAMP_CLIENT_ID.');
  const own = attempt.error.remedy;
  const both = own === undefined ? remedy : withRemedy({ message: own, remedy });
  return { ...attempt, error: new CleanRoomError(code, message, { remedy: both, details, cause }) };
}

function isNamed({ profile, region, organisation, allConnections }: CommonOptions): boolean {
  return [profile, region, organisation].some((each) => each !== undefined) || allConnections === true;
}
