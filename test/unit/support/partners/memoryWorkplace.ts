import { configurePartnerPermissions } from '../../../../src/core/jobs/partners/configurePartnerPermissions.ts';
import { readPartnerPermissions } from '../../../../src/core/jobs/partners/readPartnerPermissions.ts';
import { JobRunner } from '../../../../src/core/jobs/runner.ts';
import { CleanRoomError } from '../../../../src/core/errors.ts';
import type { PartnerSettingsStore } from '../../../../src/core/partners/partnerSettings.ts';
import type { CleanRoomService } from '../../../../src/core/service.ts';
import type { PermissionsWorkplace } from '../../../../src/extension/panels/permissions/permissionsWorkplace.ts';
import { MemoryAuditLog } from '../jobs.ts';
import { partnerContext } from './partnerJobs.ts';

/** Connections in memory, with the product's own jobs on them. */
export class MemoryWorkplace implements PermissionsWorkplace {
  /** By the panel's id of the connection. */
  readonly services = new Map<string, CleanRoomService>();
  readonly log = new MemoryAuditLog();
  trusted = true;
  folder: PartnerSettingsStore | undefined;
  /** What the person answers. */
  consent: () => Promise<boolean> = () => Promise.resolve(true);

  connections(): ReturnType<PermissionsWorkplace['connections']> {
    return [...this.services].map(([connectionId, { connection }]) => ({
      connectionId,
      name: connection.accountId,
      service: connection.service,
      sandbox: connection.sandbox,
      state: 'read',
    }));
  }

  lastUsed(): string | undefined {
    return undefined;
  }

  connectionCalled(id: string): string | undefined {
    return [...this.services].find(([connectionId, { connection }]) => id === connectionId || id === connection.id)?.[0];
  }

  mayWrite(): boolean {
    return this.trusted;
  }

  settings(): PartnerSettingsStore | undefined {
    return this.folder;
  }

  open(connectionId: string): Promise<CleanRoomService> {
    const service = this.services.get(connectionId);
    return service === undefined
      ? Promise.reject(new CleanRoomError('not_found', 'This connection is not there any more.'))
      : Promise.resolve(service);
  }

  async read(
    connectionId: string,
    input: object,
    signal: AbortSignal,
    onInterim?: Parameters<PermissionsWorkplace['read']>[3],
  ): ReturnType<PermissionsWorkplace['read']> {
    const service = await this.open(connectionId);
    const context = partnerContext({ service, signal, partnerSettings: this.folder });
    return this.#runner().read(readPartnerPermissions, context, input, onInterim);
  }

  async plan(connectionId: string, wish: object): ReturnType<PermissionsWorkplace['plan']> {
    const service = await this.open(connectionId);
    const context = partnerContext({ service, partnerSettings: this.folder });
    return (await this.#runner().plan(configurePartnerPermissions, context, wish)).plan;
  }

  async apply(
    connectionId: string,
    wish: object,
    { onStep, onTotal, stop }: Parameters<PermissionsWorkplace['apply']>[2],
  ): ReturnType<PermissionsWorkplace['apply']> {
    const context = partnerContext({
      service: await this.open(connectionId),
      partnerSettings: this.folder,
      signal: stop,
      onProgress: ({ total }) => {
        onTotal(total);
      },
    });
    return this.#runner().write(configurePartnerPermissions, context, wish, { onStep });
  }

  #runner(): JobRunner {
    return new JobRunner({ user: 'ada', auditLog: this.log, allows: () => true, consent: () => this.consent() });
  }
}
