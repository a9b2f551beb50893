// mocha's own "spec" report, and afterwards a record of what ran: the proof that tests ran at all.
import Mocha from 'mocha';
import { writeFileSync } from 'node:fs';

export default class RecordingReporter extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const { stats } = this;
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = stats;
      writeFileSync(process.env.CLEANROOMS_TEST_RECORD, JSON.stringify({ passes, failures, pending }));
    });
  }
}
