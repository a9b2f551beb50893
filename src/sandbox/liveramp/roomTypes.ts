import type { JsonObject } from '../json.ts';
import type { Handler } from './context.ts';
import { uuidOf } from './world/liveRampWorld.ts';

/** CleanRoomTypeRequest of the OpenAPI document. */
export const roomTypes = [
  'Hybrid',
  'Snowflake',
  'Databricks',
  'Google',
  'AWS',
  'Facebook',
  'AMC',
  'ADH',
  'LinkedIn',
  'HabuConfidentialComputing',
] as const;

/** The platforms of advertisers, whose data never leaves them. */
const walledGardens: ReadonlySet<string> = new Set(['Facebook', 'AMC', 'ADH', 'LinkedIn']);

export function typeIdOf(type: string): string {
  return uuidOf(`liveramp room type ${type}`);
}

export const getCleanroomTypes: Handler = () =>
  roomTypes.map((name): JsonObject => ({
    id: typeIdOf(name),
    name,
    displayName: name,
    listQuestionSupport: !walledGardens.has(name),
    analyticalQuestionSupport: true,
    wallGarden: walledGardens.has(name),
  }));
