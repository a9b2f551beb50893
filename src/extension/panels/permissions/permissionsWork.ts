import { CleanRoomError } from '../../../core/errors.ts';
import { foreignText } from '../../../core/foreignText.ts';
import type { PermissionsReading } from '../../../core/jobs/partners/readPartnerPermissions.ts';
import { roomsOf } from '../../../core/jobs/partners/rooms.ts';
import type { Connection } from '../../../core/model/connection.ts';
import type { PartnerSettingsStore } from '../../../core/partners/partnerSettings.ts';
import { permissionTemplates } from '../../../core/partners/permissionTemplates.ts';
import { t } from '../../../core/text.ts';
import type { NewsOf, RequestOf } from '../../../protocol/panelMessages.ts';
import type { PermissionProtocol, PermissionRun, RoomPermissions } from '../../../protocol/permissionMessages.ts';
import type { PanelHandlers } from '../pageConversation.ts';
import { runSeverity, runSummary } from '../runSummary.ts';
import { permissionPlan, permissionStep } from './permissionPlan.ts';
import type { PermissionsWorkplace } from './permissionsWorkplace.ts';
import { panelRoom, panelTemplate, roomPermissions } from './roomPermissions.ts';

type Requests = PermissionProtocol['requests'];

/** Does what the permissions panel asks. It outlives the page: a run goes on when the panel is closed, and can be looked at again. */
export class PermissionsWork {
  readonly #workplace: PermissionsWorkplace;
  readonly #tell: (news: NewsOf<PermissionProtocol>) => void;
  #run: PermissionRun | undefined;
  #running: AbortController | undefined;

  constructor(workplace: PermissionsWorkplace, tell: (news: NewsOf<PermissionProtocol>) => void) {
    this.#workplace = workplace;
    this.#tell = tell;
  }

  /** The run that is under way; undefined where none is. */
  get run(): PermissionRun | undefined {
    return this.#running === undefined ? undefined : this.#run;
  }

  readonly handlers: PanelHandlers<Requests> = {
    rooms: async ({ connectionId }, { signal }) => {
      const rooms = await roomsOf(await this.#workplace.open(connectionId, signal), signal);
      return { answer: { rooms: rooms.map(panelRoom) } };
    },
    read: async ({ connectionId, roomId, withShares }, { signal }) => {
      const shown = (reading: PermissionsReading): RoomPermissions => roomPermissions(reading, this.#workplace.mayWrite());
      const reading = await this.#workplace.read(connectionId, { room: roomId, with_result_shares: withShares }, signal, (interim) => {
        this.#tell({ type: 'interim', connectionId, permissions: shown(interim) });
      });
      return { answer: shown(reading) };
    },
    check: async ({ connectionId, readFrom, wish }) => {
      const plan = await this.#workplace.plan(connectionId, wish);
      refuseIfElsewhere(readFrom, plan.connection);
      return { answer: permissionPlan(plan) };
    },
    apply: async (input) => ({ message: await this.#apply(input) }),
    stop: () => {
      this.#running?.abort();
    },
    keepTemplate: async ({ name, flags }) => {
      const store = this.#store();
      await store.edit([{ kind: 'keepPermissionTemplate', name, flags }]);
      const templates = permissionTemplates(await store.read());
      return { answer: { templates: templates.map(panelTemplate) }, message: t('The template "{0}" is kept in {1}.', name, store.file) };
    },
    forgetTemplate: async ({ roomId }) => {
      const store = this.#store();
      await store.edit([{ kind: 'forgetTemplateOnRoom', roomId }]);
      return { message: t('No template is kept on this clean room any more. What partners may do stays as it is.') };
    },
  };

  /** Stops what is under way. */
  dispose(): void {
    this.#running?.abort();
  }

  #store(): PartnerSettingsStore {
    const store = this.#workplace.settings();
    if (store !== undefined) return store;
    throw new CleanRoomError('configuration_missing', t('There is no folder in which a template could be kept.'), {
      remedy: t('Open a folder and trust it.'),
    });
  }

  /** Carries the wish out and tells each step. Ends with a summary for people. */
  async #apply({ runId, connectionId, readFrom, wish }: RequestOf<PermissionProtocol, 'apply'>): Promise<string> {
    if (!this.#workplace.mayWrite()) throw new CleanRoomError('not_permitted', t('This workspace is not trusted, so nothing is written.'));
    if (this.#running !== undefined)
      throw new CleanRoomError('invalid_state', t('Changes are being applied already. Wait for them, or stop them.'));
    const running = new AbortController();
    this.#running = running;
    let run: PermissionRun = {
      runId,
      connectionId,
      roomId: wish.room,
      running: true,
      total: 0,
      steps: [],
      summary: '',
      severity: 'information',
    };
    const show = (change: Partial<PermissionRun>): void => {
      run = { ...run, ...change };
      this.#run = run;
      this.#tell({ type: 'run', ...run });
    };
    show({});
    try {
      refuseIfElsewhere(readFrom, (await this.#workplace.open(connectionId, running.signal)).connection);
      const result = await this.#workplace.apply(connectionId, wish, {
        onStep: (reported) => {
          const step = permissionStep(reported);
          run = { ...run, steps: [...run.steps, step] };
          this.#run = run;
          this.#tell({ type: 'step', runId, step });
        },
        onTotal: (total) => {
          if (total !== run.total) show({ total });
        },
        stop: running.signal,
      });
      const summary = runSummary(result.items);
      show({ running: false, steps: result.items.map(permissionStep), summary, severity: runSeverity(result) });
      return `${foreignText(result.headline, 500)}: ${summary}.`;
    } catch (thrown) {
      // What was done before it broke off stays on the screen.
      show({ running: false });
      throw thrown;
    } finally {
      this.#running = undefined;
    }
  }
}

/** The form was filled in from another account: its ids mean nothing here. */
function refuseIfElsewhere(readFrom: string, { id, accountId }: Connection): void {
  if (readFrom === id) return;
  throw new CleanRoomError(
    'connection_unusable',
    t('What is shown was read from another account than {0}, to which the connection leads now. Nothing was changed.', accountId),
    { remedy: t('Read the clean room anew, then try again.') },
  );
}
