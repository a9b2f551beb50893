import type { PartnerResult, ReportedStep } from '../../../core/jobs/partners/partnerReport.ts';
import type { PermissionsReading } from '../../../core/jobs/partners/readPartnerPermissions.ts';
import type { PartnerSettingsStore } from '../../../core/partners/partnerSettings.ts';
import type { PermissionRequest } from '../../../core/partners/permissionRequest.ts';
import type { PartnerPlan } from '../../../core/partners/steps.ts';
import type { CleanRoomService } from '../../../core/service.ts';
import type { PanelConnection } from '../../../protocol/permissionMessages.ts';

/**
 * What the permissions panel needs of the rest of the extension. A connection is named by the panel's id of it. Whatever
 * is wrong is raised as CleanRoomError.
 */
export interface PermissionsWorkplace {
  connections(): PanelConnection[];
  /** The panel's id of the connection that was written to last; undefined before anything was. */
  lastUsed(): string | undefined;
  /** The panel's id of a connection that is called by this one, or by the service's; undefined where there is none. */
  connectionCalled(id: string): string | undefined;
  /** Whether this workspace may write at all. */
  mayWrite(): boolean;
  /** Where templates are kept; undefined without a folder. */
  settings(): PartnerSettingsStore | undefined;
  /** The service of a connection, opened on first use. */
  open(connectionId: string, signal: AbortSignal): Promise<CleanRoomService>;
  /** @param onInterim told the first questions while the others are read */
  read(
    connectionId: string,
    input: { room: string; with_result_shares: boolean },
    signal: AbortSignal,
    onInterim: (interim: PermissionsReading) => void,
  ): Promise<PermissionsReading>;
  plan(connectionId: string, wish: PermissionRequest): Promise<PartnerPlan>;
  /** Plans afresh, asks the person once and carries out. Raises `cancelled` where the person declines. */
  apply(
    connectionId: string,
    wish: PermissionRequest,
    how: { onStep: (step: ReportedStep) => void; onTotal: (steps: number) => void; stop: AbortSignal },
  ): Promise<PartnerResult>;
}
