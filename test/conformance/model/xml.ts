/** Reads the query protocol's XML by its shape into what the same answer would be in JSON. */
import type { Json, JsonObject } from '../../../src/sandbox/json.ts';
import { shapeOf, type ModelService } from '../../../src/sandbox/aws/model.ts';

export interface Element {
  name: string;
  children: Element[];
  text: string;
}

/** The root element of a small XML text without attributes that matter. */
export function parseXml(text: string): Element {
  const root: Element = { name: '', children: [], text: '' };
  const open = [root];
  for (const [, closing, name = '', , words = ''] of text.matchAll(/<(\/)?([\w:]+)([^>]*)>([^<]*)/g)) {
    const parent = open.at(-1) ?? root;
    if (closing !== undefined) {
      assertName(parent.name, name);
      open.pop();
      continue;
    }
    const element: Element = { name, children: [], text: unescapeXml(words) };
    parent.children.push(element);
    open.push(element);
  }
  const [first] = root.children;
  if (first === undefined || open.length !== 1) throw new Error(`not well-formed: ${text}`);
  return first;
}

function assertName(expected: string, name: string): void {
  if (expected !== name) throw new Error(`</${name}> closes <${expected}>`);
}

function unescapeXml(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}

export function child(element: Element, name: string): Element {
  const found = element.children.find((each) => each.name === name);
  if (found === undefined) throw new Error(`<${element.name}> has no <${name}>`);
  return found;
}

export function readByShape(service: ModelService, shapeName: string, element: Element): Json {
  const shape = shapeOf(service, shapeName);
  switch (shape.type) {
    case 'structure':
      return element.children.reduce<JsonObject>((structure, each) => {
        const member = shape.members?.[each.name];
        return { ...structure, [each.name]: member === undefined ? each.text : readByShape(service, member.shape, each) };
      }, {});
    case 'list':
      return element.children.map((each) => readByShape(service, shape.member?.shape ?? '', each));
    case 'boolean':
      return element.text === 'true' ? true : element.text === 'false' ? false : element.text;
    case 'integer':
      return Number(element.text);
    case 'timestamp':
      return Date.parse(element.text) / 1000;
    default:
      return element.text;
  }
}
