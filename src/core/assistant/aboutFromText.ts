import type { KnownName, NamedTarget } from './knownName.ts';
import { namesInText } from './namesInText.ts';

/** What a question is about: one thing; one of several, which the person has to say; or it names nothing. */
export type AboutText = { kind: 'one'; target: NamedTarget } | { kind: 'several'; candidates: NamedTarget[] } | { kind: 'nothing' };

const quoted =
  /"([^"]{1,200})"|“([^”]{1,200})”|‘([^’]{1,200})’|«([^»]{1,200})»|`([^`]{1,200})`|(?<![\p{L}\p{N}])'([^']{1,200})'(?![\p{L}\p{N}])/gu;
/** `part_ibe_07`: parts with underscores. What has a full stop inside is a finding's id, a file or an address. */
const tokens = /(?<![\p{L}\p{N}_./@-])\p{L}[\p{L}\p{N}]*(?:_[\p{L}\p{N}]+)+(?![\p{L}\p{N}_@/-]|\.[\p{L}\p{N}])/gu;
/** `MISSING_DATASETS`: how the services write their statuses and reasons. */
const serviceWord = /^[A-Z]+(?:_[A-Z]+)+$/;
/** `CRQ-136020`: how LiveRamp numbers its questions. */
const questionIds = /(?<![\p{L}\p{N}_./@-])CRQ-\d+(?![\p{L}\p{N}_@/-]|\.[\p{L}\p{N}])/giu;

/**
 * Finds what a question is about, among the names that we know and, where none of them is a subject, in quotes, by an id of a
 * question and in words that look like the name of a table. A name of a room or a connection narrows down what else is named.
 */
export function aboutFromText(text: string, names: readonly KnownName[]): AboutText {
  return aboutNames(text, names, unknownNames);
}

/**
 * The same of a text that nobody wrote as a question, such as a part of a file: where it holds a name that we know, its other
 * quoted words say nothing.
 */
export function aboutFromPart(text: string, names: readonly KnownName[]): AboutText {
  const known = aboutNames(text, names, () => []);
  return known.kind === 'nothing' ? aboutFromText(text, names) : known;
}

/** @param othersIn what else in the rest of the text may be a subject */
function aboutNames(text: string, names: readonly KnownName[], othersIn: (rest: string) => string[]): AboutText {
  const found = namesInText(text, names);
  const rest = found.reduceRight((left, { from, to }) => `${left.slice(0, from)}${' '.repeat(to - from)}${left.slice(to)}`, text);
  const subjects = found.flatMap((each) => each.names.filter(({ kind }) => kind === 'subject'));
  // A name that a subject has as well does not say in which room it is.
  const places = found.filter((each) => !each.names.some(({ kind }) => kind === 'subject'));
  const rooms = places.flatMap((each) => each.names.filter(({ kind }) => kind === 'room'));
  const connections = places.flatMap((each) => (each.names.every(({ kind }) => kind === 'connection') ? each.names : []));
  const where = subjects.flatMap((subject) => targetsOf(subject, rooms));
  const calledSo = subjects.length > 0 ? subjects.map((subject) => subject.text) : othersIn(rest);
  const named = where.length > 0 ? where : calledSo.flatMap((subject) => anywhere(subject, rooms));
  const wholeRooms = named.length > 0 && rooms.length > 0 ? [] : found.flatMap((each) => each.names.flatMap(roomTarget));
  return choice(through(new Set(connections.map(({ connectionId }) => connectionId)), distinct([...named, ...wholeRooms])));
}

function roomTarget(name: KnownName): NamedTarget[] {
  return name.kind === 'room' ? [{ connectionId: name.connectionId, room: nameOf(name) }] : [];
}

/** A subject in the rooms that are named, or where it is known to be. */
function targetsOf({ connectionId, text: subject, room }: KnownName, rooms: readonly KnownName[]): NamedTarget[] {
  if (rooms.length === 0) return [room === undefined ? { connectionId, subject } : { connectionId, room, subject }];
  const here = rooms.filter((each) => each.connectionId === connectionId);
  const fitting = here.filter((each) => room === undefined || nameOf(each) === room);
  return fitting.map((each) => ({ connectionId, room: nameOf(each), subject }));
}

/** Something of which nothing is known but its name: in the rooms that are named, else anywhere. */
function anywhere(subject: string, rooms: readonly KnownName[]): NamedTarget[] {
  return rooms.length === 0 ? [{ subject }] : rooms.map((room) => ({ connectionId: room.connectionId, room: nameOf(room), subject }));
}

/** Those of the connections that are named. */
function through(connections: ReadonlySet<string>, targets: readonly NamedTarget[]): NamedTarget[] {
  if (connections.size === 0) return [...targets];
  const fitting = targets.filter(({ connectionId }) => connectionId !== undefined && connections.has(connectionId));
  if (fitting.length > 0) return fitting;
  const [first] = targets;
  // What is named is not known there: that is for the connection to say.
  return [...connections].map((connectionId) => ({ ...first, connectionId }));
}

function choice(targets: readonly NamedTarget[]): AboutText {
  const [first, ...others] = targets;
  if (first === undefined) return { kind: 'nothing' };
  return others.length === 0 ? { kind: 'one', target: first } : { kind: 'several', candidates: [...targets] };
}

function distinct(targets: readonly NamedTarget[]): NamedTarget[] {
  return [...new Map(targets.map((target) => [JSON.stringify([target.connectionId, target.room, target.subject]), target])).values()];
}

function nameOf({ text, room }: KnownName): string {
  return room ?? text;
}

/** Quoted names; where there is none, ids of questions; where there is none, words that look like the name of a table. */
function unknownNames(text: string): string[] {
  const inQuotes = [...text.matchAll(quoted)].map((match) => match.slice(1).join('').trim()).filter((name) => name !== '');
  const tables = (text.match(tokens) ?? []).filter((word) => !serviceWord.test(word));
  const [likeliest = []] = [inQuotes, text.match(questionIds) ?? [], tables].filter((names) => names.length > 0);
  return [...new Set(likeliest)];
}
