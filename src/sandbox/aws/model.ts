/** The words of the constraint table: what the service models say, in the form in which `npm run generate` commits it. */
import table from './constraints.json' with { type: 'json' };

export interface ModelMember {
  shape: string;
  /** 'uri' or 'querystring'; absent: in the body. */
  location?: string | undefined;
  locationName?: string | undefined;
}

export interface ModelShape {
  /** structure, list, map, string, integer, long, double, boolean, timestamp … */
  type: string;
  members?: Record<string, ModelMember> | undefined;
  member?: ModelMember | undefined;
  key?: ModelMember | undefined;
  value?: ModelMember | undefined;
  required?: string[] | undefined;
  enum?: string[] | undefined;
  /** Least length, size or value, by type. */
  min?: number | undefined;
  max?: number | undefined;
  pattern?: string | undefined;
  /** A structure of which exactly one member is given. */
  union?: boolean | undefined;
  /** A structure that stands for any JSON value. */
  document?: boolean | undefined;
  /** For errors: HTTP status, and the code on the wire where it differs from the shape's name. */
  errorStatus?: number | undefined;
  errorCode?: string | undefined;
}

export interface ModelOperation {
  method: string;
  uri: string;
  /** HTTP status of success. */
  status: number;
  input?: string | undefined;
  output?: string | undefined;
  /** The XML element around the output, in the query protocol. */
  resultWrapper?: string | undefined;
  readonly?: boolean | undefined;
  errors: string[];
}

export interface ModelService {
  /** 'rest-json', 'query' or 'json'. */
  protocol: string;
  apiVersion: string;
  targetPrefix?: string | undefined;
  xmlNamespace?: string | undefined;
  operations: Record<string, ModelOperation>;
  shapes: Record<string, ModelShape>;
  /** Operations of the service that the sandbox knows by name only. */
  notSimulated: Record<string, { method: string; uri: string }>;
}

/** Services by the name that signatures carry: cleanrooms, entityresolution, iam, sts, glue, servicequotas. */
export const models: Readonly<Record<string, ModelService>> = table;

/**
 * ARNs that the model allows 100 characters, although a table association's, by the model's own pattern and with two UUIDs,
 * has 142: their patterns are kept, their lengths cannot be. Without this no association could be asked for its tags.
 */
const longerThanTheModelSays = new Set(['ConfiguredTableAssociationArn', 'CleanroomsArn']);

/** The shape with this name; a name that the table lacks is a defect of the table. */
export function shapeOf(service: ModelService, name: string): ModelShape {
  const shape = service.shapes[name];
  if (shape === undefined) throw new Error(`The constraint table has no shape ${name}.`);
  return longerThanTheModelSays.has(name) ? { ...shape, max: undefined } : shape;
}

/** The values of an enumeration of a service's model. */
export function modelEnum(serviceName: string, shapeName: string): string[] {
  const service = models[serviceName];
  const values = service === undefined ? undefined : shapeOf(service, shapeName).enum;
  if (values === undefined) throw new Error(`The constraint table has no enumeration ${shapeName} of ${serviceName}.`);
  return values;
}
