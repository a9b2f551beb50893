/** One answered or failed request, for a log. Holds no content. */
export interface CallTrace {
  operation: string;
  requestId: string | undefined;
  milliseconds: number;
  error: string | undefined;
}
