/** How LiveRamp writes times. */
import type { JsonObject } from '../json.ts';

/** `2025-06-02T20:45:08Z`. */
export function toTheSecond(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}

/** `2025-06-19T14:32:11.856000Z`, as questions carry it. */
export function toTheMicrosecond(time: number): string {
  return new Date(time).toISOString().replace('Z', '000Z');
}

/** `2025-06-02`. */
export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** TimeAudit of the OpenAPI document. */
export function timeAudit(createdTime: number, updatedTime: number, deletedTime: number | null = null): JsonObject {
  return {
    createdAt: toTheSecond(createdTime),
    updatedAt: toTheSecond(updatedTime),
    deletedAt: deletedTime === null ? undefined : toTheSecond(deletedTime),
  };
}
