// Stands in for VS Code's native log writer, which the server edition lacks. VS Code shows output channels from the
// files written here, so this does write, line by line, in the same form.
const { appendFileSync, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');

const levels = ['trace', 'debug', 'info', 'warning', 'error', 'critical', 'off'];
let defaultLevel = 2;

class Logger {
  constructor(type, name, path) {
    this.path = path;
    this.level = defaultLevel;
    this.isRaw = false;
    mkdirSync(dirname(path), { recursive: true });
  }

  write(level, text) {
    if (level < this.level) {
      return;
    }
    const time = new Date().toISOString().replace('T', ' ').replace('Z', '');
    try {
      appendFileSync(this.path, this.isRaw ? text : `${time} [${levels[level]}] ${text}\n`);
    } catch {
      // A log that cannot be written is no reason to stop.
    }
  }

  trace(text) {
    this.write(0, text);
  }
  debug(text) {
    this.write(1, text);
  }
  info(text) {
    this.write(2, text);
  }
  warn(text) {
    this.write(3, text);
  }
  error(text) {
    this.write(4, text);
  }
  critical(text) {
    this.write(5, text);
  }
  getLevel() {
    return this.level;
  }
  setLevel(level) {
    this.level = level;
  }
  setPattern() {
    this.isRaw = false;
  }
  clearFormatters() {
    this.isRaw = true;
  }
  flush() {}
  drop() {}
}

const create = async (name, path) => new Logger('rotating', name, path);

// One by one, because an ES module that imports this sees only names exported this way.
exports.version = 0;
exports.Logger = Logger;
exports.setLevel = (level) => {
  defaultLevel = level;
};
exports.setFlushOn = () => {};
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
