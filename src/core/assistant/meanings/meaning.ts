/** What findings mean, by their ids: a sentence or two for somebody who sees one for the first time. */
export type Meanings = Readonly<Record<string, () => string>>;
