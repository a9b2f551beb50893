/** A scenario that cannot be used: unknown by name, unreadable, or wrong in the place that the message names. */
export class ScenarioError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ScenarioError';
  }
}

/** @param place such as `collaborations[2].members[0]` */
export function wrongScenario(name: string, place: string, what: string): ScenarioError {
  return new ScenarioError(`The scenario ${name} is wrong at ${place}: ${what}.`);
}
