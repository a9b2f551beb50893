/** What a person reads as an answer, before a host gives it a form: a chat, a document, a terminal, a tool's result. */
export interface Answer {
  /** What is so, in one sentence of ours. */
  headline: Words;
  paragraphs: Paragraph[];
  /** What the numbers in `Words.references` stand for, from 1 on. */
  references: Reference[];
  /** Buttons, the most useful first. */
  offers: Offer[];
  /** What could be asked next. */
  followUps: FollowUp[];
}

/** A sentence or a few. `text` is plain: a host escapes it. What partners and services wrote in it has been cleaned. */
export interface Words {
  text: string;
  /** The references that prove it; every claim has one. */
  references: readonly number[];
}

export interface Paragraph {
  /** Empty where it has none. */
  heading: string;
  words: Words[];
  /** Shown as a list; numbered where the order matters. */
  list: 'none' | 'bulleted' | 'numbered';
}

/** Where a claim is from. */
export interface Reference {
  /** Operation or file. */
  source: string;
  /** What it said. */
  says: string;
  /** ISO 8601: when it was looked at. */
  at: string;
}

/** Something that can be done: a remedy of a cause. It is planned and asked about before anything is written. */
export interface Offer {
  title: string;
  connectionId: string;
  action: { kind: 'job'; job: string; input: Readonly<Record<string, unknown>> } | { kind: 'copy'; text: string };
}

export interface FollowUp {
  label: string;
  command: AssistantCommand;
  prompt: string;
}

/** The commands of the chat participant. */
export const assistantCommands = ['diagnose', 'next', 'explain', 'plan', 'report'] as const;
export type AssistantCommand = (typeof assistantCommands)[number];
