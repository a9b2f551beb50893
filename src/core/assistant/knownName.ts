/** A name or an id by which a person may call something that we know. */
export interface KnownName {
  connectionId: string;
  /** As a person would type it. */
  text: string;
  kind: 'connection' | 'room' | 'subject';
  /**
   * Of a subject: the room that it is in, where it is in one. Of a room: by which of its names it goes, where this is another
   * one of them, such as its id.
   */
  room?: string | undefined;
}

/** What a question may be about. */
export interface NamedTarget {
  connectionId?: string | undefined;
  room?: string | undefined;
  subject?: string | undefined;
}
