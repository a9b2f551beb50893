/** From a scenario to the world in which the sandbox starts. */
import { buildLiveRampWorld } from '../liveramp/scenario/buildLiveRampWorld.ts';
import type { Settings } from '../world/settings.ts';
import { World } from '../world/world.ts';
import { addAccount, finishAccount } from './buildAccount.ts';
import { addCollaboration } from './buildCollaboration.ts';
import { repeated } from './repeat.ts';
import type { Scenario } from './scenarioSchema.ts';
import { ScenarioError } from './scenarioError.ts';

/**
 * @param now milliseconds since 1970; young roles and `…_days_ago` count from here
 * @param rate requests per second of every operation, instead of what the scenario says
 * @throws {ScenarioError} where the scenario refers to something that it does not define
 */
export function buildWorld(name: string, scenario: Scenario, now: number, rate?: number): World {
  const settings: Settings = {
    region: scenario.region,
    consistencyDelayMs: scenario.consistency_delay_ms,
    youngParentsRefuseChildren: scenario.young_parents_refuse_children,
    deletesLingerMs: scenario.deletes_linger_ms,
    readyDelayMs: scenario.ready_delay_ms,
    iamSynchronizationMs: scenario.iam_synchronization_ms,
    idMappingJobMs: scenario.id_mapping_job_ms,
    oneAssociationPerTable: scenario.one_association_per_table,
    shortPages: scenario.short_pages,
    omitAnalysisRuleTypes: scenario.omit_analysis_rule_types,
    quotas: scenario.quotas,
    rate: rate ?? scenario.rate ?? null,
    rates: rate === undefined ? scenario.rates : {},
  };
  const world = new World(name, settings, buildLiveRampWorld(name, scenario.liveramp, now));
  scenario.accounts.forEach((account, index) => {
    if (world.accounts.has(account.id))
      throw new ScenarioError(`The scenario ${name} is wrong at accounts[${String(index)}].id: ${account.id} is there twice.`);
    addAccount(world, account, now, `accounts[${String(index)}]`);
  });
  scenario.collaborations.forEach((entry, index) => {
    repeated(entry).forEach((collaboration, position) => {
      addCollaboration(world, collaboration, position, now, `collaborations[${String(index)}]`);
    });
  });
  for (const account of scenario.accounts) finishAccount(world, account);
  return world;
}
