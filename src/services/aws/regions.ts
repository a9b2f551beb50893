import { CleanRoomError } from '../../core/errors.ts';
import { t } from '../../core/text.ts';

/** Where AWS Clean Rooms is offered (AWS documentation, 2026). `CLEANROOMS_EXTRA_REGIONS` adds what is newer than this program. */
export const knownRegions: readonly string[] = [
  'us-east-1',
  'us-east-2',
  'us-west-2',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-southeast-1',
  'ap-southeast-2',
  'eu-central-1',
  'eu-north-1',
  'eu-west-1',
  'eu-west-2',
];

/** Raises `invalid_input` for a Region without AWS Clean Rooms, which would otherwise look like an empty account. */
export function checkRegion(region: string, environment: NodeJS.ProcessEnv): void {
  const extra = (environment['CLEANROOMS_EXTRA_REGIONS'] ?? '').split(/[\s,]+/);
  if (knownRegions.includes(region) || extra.includes(region)) return;
  throw new CleanRoomError('invalid_input', t('AWS Clean Rooms is not known to be offered in the Region "{0}".', region), {
    remedy: t('Choose one of {0}; if AWS has added it since, name it in CLEANROOMS_EXTRA_REGIONS.', knownRegions.join(', ')),
    details: { reason: 'region' },
  });
}
