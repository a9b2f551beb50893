import {
  cleanRoomClouds,
  cleanRoomFeatures,
  cleanRoomRegions,
  cleanRoomTypes,
  type CleanRoomCloud,
  type CleanRoomFeature,
  type CleanRoomRegion,
  type CleanRoomType,
} from '../../../protocol/invitationMessages.ts';
import type { DropdownOption } from '../../ui/dropdown.ts';
import { t } from '../../ui/text.ts';

/** The choices of a new clean room, in words. */
export function typeOptions(): (DropdownOption & { value: CleanRoomType })[] {
  return cleanRoomTypes.map((value) => ({ value, label: value === 'HabuConfidentialComputing' ? t('Confidential computing') : value }));
}

export function cloudOptions(): (DropdownOption & { value: CleanRoomCloud })[] {
  const words: Record<CleanRoomCloud, string> = { CLOUD_AWS: 'AWS', CLOUD_GCP: 'Google Cloud', CLOUD_AZURE: 'Azure' };
  return cleanRoomClouds.map((value) => ({ value, label: words[value] }));
}

export function regionOptions(): (DropdownOption & { value: CleanRoomRegion })[] {
  const words: Record<CleanRoomRegion, string> = {
    REGION_EU: t('Europe'),
    REGION_US: t('United States'),
    REGION_APAC: t('Asia-Pacific'),
    REGION_AFRICA: t('Africa'),
    REGION_UAE: t('United Arab Emirates'),
  };
  return cleanRoomRegions.map((value) => ({ value, label: words[value] }));
}

/** What can be switched on, by its name in the API where it has no other. */
export function featureOptions(): (DropdownOption & { value: CleanRoomFeature })[] {
  const words: Record<CleanRoomFeature, string> = {
    ENABLE_EXPORT: t('Export of results'),
    ENABLE_VIEW_QUERY: t('View of queries'),
    ENABLE_HABU_INTELLIGENCE: 'Habu Intelligence',
    ENABLE_PAIR: 'PAIR',
    ENABLE_OPJA: 'OPJA',
  };
  return cleanRoomFeatures.map((value) => ({ value, label: words[value] }));
}
