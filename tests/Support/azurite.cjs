// Runs Azurite for a test run: node azurite.cjs <Azurite's main file> <its arguments>
// Ends gently when told so ("stop") and at once when the pipe from the test run closes, so that a killed run leaves nothing behind,
// neither a process nor the folder it runs in.
const { rmSync } = require("node:fs");
const [main] = process.argv.splice(2, 1);

process.stdin.on("data", () => {
  process.stdin.removeAllListeners("end");
  process.stdin.unref();
  process.emit("SIGTERM");
});
process.stdin.on("end", () => {
  rmSync(process.cwd(), { recursive: true, force: true });
  process.exit(1);
});

require(main);
