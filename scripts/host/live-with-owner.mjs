// Loaded into a program that must not outlive the one that started it, even where that one was killed outright.
const owner = Number(process.env.CLEANROOMS_OWNER);

if (owner > 0) {
  setInterval(() => {
    try {
      process.kill(owner, 0);
    } catch {
      process.exit(1);
    }
  }, 1000).unref();
}
