import { toCoveragePanelSchema, type FromCoveragePanel, type ToCoveragePanel } from '../../protocol/coverageMessages.ts';
import { t } from '../ui/text.ts';
import type { VsCodeApi } from '../ui/vscodeApi.ts';

type WithoutId<Message> = Message extends { requestId: string } ? Omit<Message, 'requestId'> : never;
/** What the panel can ask the extension for. */
export type CoverageRequest = WithoutId<FromCoveragePanel>;
/** What the extension says of its own accord. */
export type CoverageNews = Exclude<ToCoveragePanel, { type: 'reply' }>;

/** The panel's side of the messages: checks what comes, and gives each request its reply. */
export class Conversation {
  readonly #api: VsCodeApi;
  readonly #waiting = new Map<string, PromiseWithResolvers<string | undefined>>();

  /** @param misunderstood told where the extension sends something that is no message of ours */
  constructor(api: VsCodeApi, hear: (news: CoverageNews) => void, misunderstood: (sentence: string) => void) {
    this.#api = api;
    window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      const parsed = toCoveragePanelSchema.safeParse(data);
      if (!parsed.success)
        misunderstood(t('The extension sent a message that this panel does not understand. Close the panel and open it again.'));
      else if (parsed.data.type === 'reply') this.#settle(parsed.data);
      else hear(parsed.data);
    });
  }

  /** Says that the page is there. */
  begin(): void {
    this.#post({ type: 'ready' });
  }

  /** Ends with the extension's words, if it has any; fails with its sentence where it refuses. */
  ask(request: CoverageRequest): Promise<string | undefined> {
    // Not a number: a page that was thrown away and loaded anew must not take the replies of the one before for its own.
    const requestId = crypto.randomUUID();
    const waiting = Promise.withResolvers<string | undefined>();
    this.#waiting.set(requestId, waiting);
    this.#post({ ...request, requestId });
    return waiting.promise;
  }

  #post(message: FromCoveragePanel): void {
    this.#api.postMessage(message);
  }

  #settle({ requestId, ok, message }: Extract<ToCoveragePanel, { type: 'reply' }>): void {
    const waiting = this.#waiting.get(requestId);
    this.#waiting.delete(requestId);
    if (ok) waiting?.resolve(message);
    else waiting?.reject(new Error(message ?? t('The extension could not do this.')));
  }
}
