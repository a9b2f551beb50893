import { findNodeAtLocation, parseTree, type JSONPath, type Node } from 'jsonc-parser';

// jsonc-parser's own `modify` reformats the lines around an edit and breaks arrays that stand on one line; these
// touch nothing but the place itself.

/** The text without the list's item or the object's property at `path`. */
export function remove(text: string, path: JSONPath): string {
  const value = nodeAt(text, path);
  const element = value?.parent?.type === 'property' ? value.parent : value;
  const holder = element?.parent;
  if (element === undefined || holder?.children === undefined) return text;
  const index = holder.children.indexOf(element);
  const [before, after] = [holder.children[index - 1], holder.children[index + 1]];
  if (after !== undefined) return cut(text, element.offset, after.offset);
  return before === undefined ? cut(text, holder.offset + 1, endOf(holder) - 1) : cut(text, endOf(before), endOf(element));
}

/** The text with `value` as the last item of the list `key` of the outermost object; the list is made where it is missing. */
export function append(text: string, key: string, value: object): string {
  const list = nodeAt(text, [key]);
  if (list !== undefined) return insertLast(text, list, (indent) => print(text, value, indent));
  const root = nodeAt(text, []);
  if (root === undefined) return text;
  return insertLast(text, root, (indent) => `${JSON.stringify(key)}:${isOneLine(text) ? '' : ' '}${print(text, [value], indent)}`);
}

/** The text with another value at `path`, which has to be there. */
export function replace(text: string, path: JSONPath, value: string | boolean): string {
  const node = nodeAt(text, path);
  return node === undefined ? text : splice(cut(text, node.offset, endOf(node)), node.offset, JSON.stringify(value));
}

/** The text with a property more, or another value of it, in the object at `path`. */
export function setProperty(text: string, path: JSONPath, key: string, value: boolean): string {
  if (nodeAt(text, [...path, key]) !== undefined) return replace(text, [...path, key], value);
  const object = nodeAt(text, path);
  return object === undefined ? text : insertLast(text, object, () => `${JSON.stringify(key)}: ${JSON.stringify(value)}`);
}

/** Puts an element behind the last one of a list or object, in the manner of its neighbours. */
function insertLast(text: string, holder: Node, element: (indent: string | undefined) => string): string {
  const last = holder.children?.at(-1);
  if (last !== undefined) {
    const lead = /[\r\n][ \t]*$/.exec(text.slice(0, last.offset))?.[0];
    const indent = lead?.replace(/^[\r\n]+/, '');
    const separator = indent === undefined ? (isOneLine(text) ? ',' : ', ') : `,${endOfLine(text)}${indent}`;
    return splice(text, endOf(last), `${separator}${element(indent)}`);
  }
  const inside = holder.offset + 1;
  const emptied = cut(text, inside, endOf(holder) - 1);
  if (isOneLine(text)) return splice(emptied, inside, element(undefined));
  const outer = /(?:^|[\r\n])([ \t]*)[^\r\n]*$/.exec(text.slice(0, holder.offset))?.[1] ?? '';
  const indent = `${outer}${unitOf(text)}`;
  return splice(emptied, inside, `${endOfLine(text)}${indent}${element(indent)}${endOfLine(text)}${outer}`);
}

/** A value as JSON: over several lines that begin with `indent`, or on one line where that is undefined. */
function print(text: string, value: object, indent: string | undefined): string {
  return indent === undefined
    ? JSON.stringify(value)
    : JSON.stringify(value, null, unitOf(text)).replaceAll('\n', `${endOfLine(text)}${indent}`);
}

function unitOf(text: string): string {
  return /[\r\n]([ \t]+)\S/.exec(text)?.[1] ?? '  ';
}

function endOfLine(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** True for a file without line ends between its parts; an empty object says nothing about the person's taste. */
function isOneLine(text: string): boolean {
  return !/[\r\n]/.test(text.trim()) && !/^\s*\{\s*\}\s*$/.test(text);
}

function nodeAt(text: string, path: JSONPath): Node | undefined {
  const root = parseTree(text);
  return root === undefined ? undefined : findNodeAtLocation(root, path);
}

function endOf({ offset, length }: Node): number {
  return offset + length;
}

function cut(text: string, from: number, to: number): string {
  return `${text.slice(0, from)}${text.slice(to)}`;
}

function splice(text: string, at: number, inserted: string): string {
  return `${text.slice(0, at)}${inserted}${text.slice(at)}`;
}
