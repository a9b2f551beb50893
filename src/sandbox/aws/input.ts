import { isJsonObject, type Json, type JsonObject } from '../json.ts';

/**
 * The input of an operation after validation, read by member name. The model has been checked already, so a member of
 * another type than asked for is a defect of the sandbox and throws.
 */
export class Input {
  readonly values: JsonObject;

  constructor(values: JsonObject) {
    this.values = values;
  }

  text(name: string): string {
    const value = this.optionalText(name);
    if (value === undefined) throw new TypeError(`The input has no text ${name}.`);
    return value;
  }

  optionalText(name: string): string | undefined {
    const value = this.values[name];
    return typeof value === 'string' ? value : undefined;
  }

  optionalNumber(name: string): number | undefined {
    const value = this.values[name];
    return typeof value === 'number' ? value : undefined;
  }

  optionalFlag(name: string): boolean | undefined {
    const value = this.values[name];
    return typeof value === 'boolean' ? value : undefined;
  }

  /** The texts of a list; none where it was left out. */
  texts(name: string): string[] {
    return this.list(name).filter((each) => typeof each === 'string');
  }

  list(name: string): Json[] {
    const value = this.values[name];
    return Array.isArray(value) ? value : [];
  }

  has(name: string): boolean {
    return this.values[name] !== undefined;
  }

  structure(name: string): Input {
    const value = this.optionalStructure(name);
    if (value === undefined) throw new TypeError(`The input has no structure ${name}.`);
    return value;
  }

  optionalStructure(name: string): Input | undefined {
    const value = this.values[name];
    return isJsonObject(value) ? new Input(value) : undefined;
  }

  structures(name: string): Input[] {
    return this.list(name)
      .filter(isJsonObject)
      .map((each) => new Input(each));
  }
}
