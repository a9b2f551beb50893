/** Output by the model: a handler's answer in the form of the wire. */
import { isJsonObject, type Json } from '../json.ts';
import { shapeOf, type ModelService } from './model.ts';

/** JSON form: timestamps, milliseconds in here, become seconds. A member the model does not know is a defect of the sandbox. */
export function writeJson(service: ModelService, shapeName: string, value: Json): Json {
  const shape = shapeOf(service, shapeName);
  if (shape.type === 'timestamp' && typeof value === 'number') return value / 1000;
  if (shape.type === 'list' && Array.isArray(value)) return value.map((each) => writeJson(service, shape.member?.shape ?? '', each));
  if (!isJsonObject(value) || shape.document === true) return value;
  const written: [string, Json][] = [];
  for (const [name, part] of Object.entries(value)) {
    if (part === undefined) continue;
    const member = shape.type === 'map' ? shape.value : shape.members?.[name];
    if (member === undefined) throw new Error(`${shapeName} has no member ${name}.`);
    written.push([name, writeJson(service, member.shape, part)]);
  }
  // fromEntries, because an assignment to `__proto__` would not make an entry.
  return Object.fromEntries(written);
}

/** XML form of the query protocol: lists as `<member>`, maps as `<entry>`, timestamps in ISO 8601. */
export function writeXml(service: ModelService, shapeName: string, value: Json): string {
  const shape = shapeOf(service, shapeName);
  if (shape.type === 'timestamp' && typeof value === 'number') return new Date(value).toISOString();
  if (Array.isArray(value)) {
    return value.map((each) => `<member>${writeXml(service, shape.member?.shape ?? '', each)}</member>`).join('');
  }
  if (!isJsonObject(value)) return escapeXml(String(value));
  return Object.entries(value)
    .map(([name, part]) => {
      if (part === undefined) return '';
      if (shape.type === 'map') {
        return `<entry><key>${escapeXml(name)}</key><value>${writeXml(service, shape.value?.shape ?? '', part)}</value></entry>`;
      }
      const member = shape.members?.[name];
      if (member === undefined) throw new Error(`${shapeName} has no member ${name}.`);
      return `<${name}>${writeXml(service, member.shape, part)}</${name}>`;
    })
    .join('');
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
