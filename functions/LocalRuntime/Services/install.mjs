// Runs `npm ci` here unless what the lock file says is installed already. Builds of several projects, or of several
// shells, may come at once: the first installs, the others wait for it.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";

const npmIsMissing = 3;
const lock = ".install.lock";
const stamp = "node_modules/.installed";
const wanted = createHash("sha256").update(readFileSync("package-lock.json")).digest("hex");

function readIfThere(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** The lock is a file with its holder's process id; one whose holder is gone is broken. */
function tryLock() {
  const own = `${lock}.${process.pid}`;
  writeFileSync(own, String(process.pid));
  try {
    linkSync(own, lock);
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") {
      throw error;
    }
  } finally {
    rmSync(own);
  }

  const holder = readIfThere(lock);
  if (holder && !isAlive(Number(holder))) {
    rmSync(lock, { force: true });
  }

  return false;
}

function install() {
  if (readIfThere(stamp) === wanted) {
    writeFileSync(stamp, wanted); // newer than the lock file again, so that the build need not ask
    return 0;
  }

  if (spawnSync("npm --version", { shell: true }).status !== 0) {
    return npmIsMissing;
  }

  const { status } = spawnSync("npm ci --no-progress", { shell: true, stdio: "inherit" });
  if (status === 0) {
    writeFileSync(stamp, wanted);
  }

  return status ?? 1;
}

const pause = new Int32Array(new SharedArrayBuffer(4));
while (!tryLock()) {
  Atomics.wait(pause, 0, 0, 200);
}

try {
  process.exitCode = install();
} finally {
  rmSync(lock, { force: true });
}
