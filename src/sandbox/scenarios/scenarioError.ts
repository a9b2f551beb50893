/** A scenario that cannot be used: unknown by name, unreadable, or wrong in the place that the message names. */
export class ScenarioError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ScenarioError';
  }
}
