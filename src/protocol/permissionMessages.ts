/** What the permissions panel and the extension say to each other. */
import * as z from 'zod/mini';
import { questionPermissions } from '../core/model/question.ts';
import { permissionFlagNames, permissionFlagsSchema } from '../core/partners/permissionFlags.ts';
import { permissionRequestSchema } from '../core/partners/permissionRequest.ts';
import { panelProtocol, type NewsOf } from './panelMessages.ts';
import { namedConnection, runSeverities } from './partnerMessages.ts';

export {
  permissionFlagNames,
  permissionFlagsSchema,
  type PermissionFlagName,
  type PermissionFlags,
} from '../core/partners/permissionFlags.ts';
export type { PermissionRequest } from '../core/partners/permissionRequest.ts';
export { questionPermissions, type QuestionPermissionName } from '../core/model/question.ts';

/** A way into a service, as the panel offers it. */
const connection = z.object({
  /** Stays the same while the settings do, also before anything was read. */
  connectionId: z.string(),
  /** What a person calls it, and the account or organisation behind it. */
  name: z.string(),
  service: z.enum(['aws', 'liveramp']),
  sandbox: z.boolean(),
  state: namedConnection.shape.state,
});

/** A clean room or collaboration. */
const room = z.object({
  id: z.string(),
  /** Its name, with the short id that LiveRamp's own pages show. */
  title: z.string(),
  /** Whether we may grant anything in it. */
  ours: z.boolean(),
  owner: z.string(),
});

/** One of the nine flags, with what moves it and for whom. */
const flag = z.object({
  name: z.enum(permissionFlagNames),
  title: z.string(),
  lever: z.enum(['question_permission', 'dataset_assignment', 'always', 'none']),
  /** What the service calls it, where it is a permission of questions. */
  permission: z.optional(z.enum(questionPermissions)),
  sentence: z.string(),
});

/** A named set of flags. */
const template = z.object({ id: z.string(), title: z.string(), flags: permissionFlagsSchema, builtIn: z.boolean() });

const question = z.object({
  id: z.string(),
  /** `CRQ-136017`. */
  displayId: z.optional(z.string()),
  name: z.string(),
  status: z.string(),
  /** In the service's own words; one that is not listed is for the question's owner only. */
  permissions: z.optional(z.array(z.object({ permission: z.string(), access: z.string() }))),
  /** Partners to whom its results go; undefined where that was not read. */
  sharedWith: z.optional(z.array(z.string())),
  /** Why some of it could not be read; without it and without permissions it is still being read. */
  problem: z.optional(z.string()),
  /** The organisation that alone sets its permissions, where that is not ours. */
  ownedBy: z.optional(z.string()),
});

const dataset = z.object({
  id: z.string(),
  name: z.string(),
  organisation: z.optional(z.string()),
  /** Partners decide about theirs, and in a room of others its owner about all. */
  ours: z.boolean(),
  status: z.string(),
  partnerCanAssign: z.boolean(),
});

const user = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  /** Empty where none is known. */
  roleId: z.string(),
  role: z.string(),
  /** The API does not change this role. */
  fixed: z.boolean(),
});

const partner = z.object({
  /** AWS: the account id. */
  id: z.string(),
  name: z.string(),
  users: z.array(user),
  /** Those that can be given; in a room of others none. */
  roles: z.array(z.object({ id: z.string(), name: z.string() })),
  problem: z.optional(z.string()),
  /** AWS: INVITED, ACTIVE, LEFT, REMOVED. */
  status: z.optional(z.string()),
  /** AWS: in the service's own names. */
  abilities: z.array(z.string()),
  pays: z.array(z.string()),
  canReceiveResults: z.boolean(),
  /** AWS: whether results of our tables can go there. */
  canBeReceiver: z.boolean(),
});

/** AWS: a table of ours in the collaboration. */
const table = z.object({
  associationId: z.string(),
  associationName: z.string(),
  configuredTableId: z.string(),
  tableName: z.string(),
  receivers: z.array(z.string()),
  /** Undefined where the table's rule names none. */
  providers: z.optional(z.array(z.string())),
  hasRule: z.boolean(),
});

/** Who may do what in one room, as the service says now. */
const roomPermissions = z.object({
  /** The connection that was read, and its name for people. */
  readFrom: z.string(),
  place: z.string(),
  /** ISO 8601. */
  readAt: z.string(),
  room,
  /** Why nothing can be changed here; undefined where it can. */
  readOnly: z.optional(z.string()),
  /** What could not be read. */
  problems: z.array(z.string()),
  /** Questions that are still being read: nothing can be changed until there are none. */
  stillReading: z.int(),
  flags: z.array(flag),
  templates: z.array(template),
  /** The template that is kept on the room; without questions it is for all. */
  kept: z.optional(z.object({ template: z.string(), questionIds: z.optional(z.array(z.string())) })),
  partners: z.array(partner),
  /** LiveRamp. */
  questions: z.optional(z.array(question)),
  datasets: z.optional(z.array(dataset)),
  /** AWS. */
  tables: z.optional(z.array(table)),
});

const step = z.object({
  key: z.string(),
  /** `left_out` where it is no step. */
  action: z.string(),
  name: z.string(),
  sentence: z.string(),
  /** `differs`: carried out, but what was read back is not what was asked for. */
  outcome: z.enum(['planned', 'done', 'existing', 'differs', 'failed', 'left_out']),
  reason: z.string(),
  code: z.optional(z.string()),
});

const plan = z.object({
  headline: z.string(),
  /** The connection that it is for. */
  place: z.string(),
  /** Those that take something away from partners are marked. */
  steps: z.array(z.extend(step, { takesAway: z.boolean() })),
  leftOut: z.array(step),
  warnings: z.array(z.object({ code: z.string(), sentence: z.string() })),
});

/** What is being carried out, or was last. */
const run = z.object({
  /** Given by the page that began it. */
  runId: z.string(),
  connectionId: z.string(),
  roomId: z.string(),
  running: z.boolean(),
  /** How many steps there are; 0 until that is known. */
  total: z.int(),
  /** What became of each step so far; at the end of everything that was asked for. */
  steps: z.array(step),
  /** What came of it; empty while it runs. */
  summary: z.string(),
  /** How bad that is, by the worst of it. */
  severity: z.enum(runSeverities),
});

const focus = z.object({ connectionId: z.string(), roomId: z.optional(z.string()) });

export const permissionProtocol = panelProtocol({
  requests: {
    /** The clean rooms of a connection. */
    rooms: { input: z.object({ connectionId: z.string() }), answer: z.object({ rooms: z.array(room) }) },
    /** Who may do what in a room. `withShares`: also which results go to whom, a call more for each question. */
    read: { input: z.object({ connectionId: z.string(), roomId: z.string(), withShares: z.boolean() }), answer: roomPermissions },
    /** Plans and does nothing. @param readFrom what the form was filled in from */
    check: { input: z.object({ connectionId: z.string(), readFrom: z.string(), wish: permissionRequestSchema }), answer: plan },
    /** Asks once and carries out. Ends when all is done; what becomes of each step comes as news. */
    apply: {
      input: z.object({ runId: z.string(), connectionId: z.string(), readFrom: z.string(), wish: permissionRequestSchema }),
    },
    /** Stops the running job: what is under way finishes, nothing new begins. */
    stop: { input: z.object({}) },
    /** Keeps flags as a template in the folder's settings. */
    keepTemplate: {
      input: z.object({ name: z.string().check(z.trim(), z.minLength(1), z.maxLength(80)), flags: permissionFlagsSchema }),
      answer: z.object({ templates: z.array(template) }),
    },
    /** No template is kept on the room any more; what is set in it stays. */
    forgetTemplate: { input: z.object({ roomId: z.string() }) },
  },
  news: {
    /** At the start and whenever a connection comes or goes. */
    connections: z.object({
      connections: z.array(connection),
      /** Whether this workspace may write at all. */
      mayWrite: z.boolean(),
      /** Whether there is a folder to keep templates in. */
      mayKeepTemplates: z.boolean(),
      /** The connection that was written to last, if any. */
      lastUsed: z.optional(z.string()),
      show: z.optional(focus),
    }),
    /** What has been read so far of a room whose reading was asked for and takes long. */
    interim: z.object({ connectionId: z.string(), permissions: roomPermissions }),
    run,
    /** One more step of the running job. */
    step: z.object({ runId: z.string(), step }),
  },
});
export type PermissionProtocol = typeof permissionProtocol;
export type ConnectionsPicture = Omit<NewsOf<PermissionProtocol, 'connections'>, 'type'>;
export type PanelConnection = z.infer<typeof connection>;
export type PanelRoom = z.infer<typeof room>;
export type PanelFlag = z.infer<typeof flag>;
export type PanelTemplate = z.infer<typeof template>;
export type PanelQuestion = z.infer<typeof question>;
export type PanelDataset = z.infer<typeof dataset>;
export type PanelUser = z.infer<typeof user>;
export type PanelPartner = z.infer<typeof partner>;
export type PanelTable = z.infer<typeof table>;
export type RoomPermissions = z.infer<typeof roomPermissions>;
export type PermissionStep = z.infer<typeof step>;
export type PermissionPlan = z.infer<typeof plan>;
export type PermissionRun = z.infer<typeof run>;
export type PermissionFocus = z.infer<typeof focus>;
