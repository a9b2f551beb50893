import { asCleanRoomError } from '../errors.ts';

/** Whether a thing can be read. Where that cannot be told it counts as gone: making it again finds what is there. */
export async function isThere(read: () => Promise<unknown>): Promise<boolean> {
  try {
    return (await read()) !== undefined;
  } catch (thrown) {
    return asCleanRoomError(thrown).code === 'not_permitted';
  }
}
