/** A request as the HTTP server hands it over; header names in lower case. */
export interface SandboxRequest {
  method: string;
  /** Path and query as sent. */
  url: string;
  headers: Readonly<Record<string, string | undefined>>;
  body: string;
}

/** What the HTTP server sends back. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}
