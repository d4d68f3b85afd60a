// Starts a script of its own session and says its process id: node launch.cjs <log file> <script> [arguments ...]
// Detached, so that neither Ctrl+C in the terminal nor the end of whoever asked for it takes it along.
const { spawn } = require('node:child_process');
const { openSync } = require('node:fs');

const [log, ...command] = process.argv.slice(2);
const output = openSync(log, 'w');
const service = spawn(process.execPath, command, { detached: true, stdio: ['ignore', output, output] });
service.on('error', () => process.exit(1));
service.on('spawn', () => {
  process.stdout.write(String(service.pid));
  service.unref();
});
