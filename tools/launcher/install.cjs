'use strict';
// Called by ./machimori when the stamp does not match: install.cjs PLATFORM DIGEST.
// Installs exactly what the lockfile names, once however many ask for it at the same time, never
// under a running program. Runs on the machine's own Node (20 or newer). Writes `adopted` to
// standard output when everything is in place but no stamp can be written.

const fs = require('node:fs');
const path = require('node:path');
const { spawn, spawnSync } = require('node:child_process');
const { createLock } = require('./lock.cjs');
const { isInstalled, stands, wantedFolders } = require('./lockfile.cjs');
const { say } = require('./messages.cjs');
const { lives } = require('./processes.cjs');

const exits = { unavailable: 69, cannotCreate: 73, configuration: 78 };
const waitMinutes = 20;

const root = path.resolve(__dirname, '..', '..');
const state = path.join(root, '.machimori');
const modules = path.join(root, 'node_modules');
const stampFile = path.join(modules, '.machimori-stamp');
const log = path.join(state, 'install.log');
const [platform = '', digest = ''] = process.argv.slice(2);
const onTerminal = process.stderr.isTTY === true;
// Where nobody may be watching (a service's journal, a script) fewer lines tell as much.
const reportMs = onTerminal ? 3_000 : 15_000;

class Stop extends Error {
  /** @param {number} code @param {string} key @param {Record<string, string | number>} [values] */
  constructor(code, key, values) {
    super(key);
    this.code = code;
    this.key = key;
    this.values = values;
  }
}

function nodeName() {
  return platform.startsWith('linux-') ? `node-${platform}` : undefined;
}

function stampMatches() {
  try {
    return fs.readFileSync(stampFile, 'utf8') === `${platform} ${digest}\n` && nodeIsThere();
  } catch {
    return false;
  }
}

function nodeIsThere() {
  const name = nodeName();
  return name === undefined || stands(root, `node_modules/${name}`);
}

function writeStamp() {
  const fresh = `${stampFile}.${process.pid}`;
  fs.writeFileSync(fresh, `${platform} ${digest}\n`);
  fs.renameSync(fresh, stampFile);
}

function proveNode() {
  const name = nodeName();
  if (name === undefined) return;
  if (!nodeIsThere()) throw new Stop(exits.unavailable, 'noNode', { name, log });
  const node = path.join(modules, name, 'bin', 'node');
  const run = spawnSync(node, ['--version'], { encoding: 'utf8', timeout: 60_000 });
  if (run.status === 0 && run.stdout.startsWith('v24.')) return;
  const reason = run.error?.message ?? (run.stderr.trim().split('\n')[0] || `exit ${run.status}`);
  throw new Stop(exits.configuration, 'wrongNode', { reason });
}

/** Programs of this checkout that run now: they would lose the files they have yet to load. */
function runningPrograms() {
  const folder = path.join(state, 'running');
  /** @type {number[]} */
  const pids = [];
  for (const name of fs.existsSync(folder) ? fs.readdirSync(folder) : []) {
    const [pid = '', since = ''] = name.split('-');
    if (lives(Number(pid), since)) pids.push(Number(pid));
    else fs.rmSync(path.join(folder, name), { force: true });
  }
  return pids;
}

/** npm's environment, without what an npm that called us has set for itself. */
function cleanEnvironment() {
  const own =
    /^npm_(lifecycle|package|command|execpath|node_execpath|config_(workspaces?|include_workspace_root|global|prefix|local_prefix|location|package|call|omit|include|only|production|optional|dry_run|json|node_gyp|long|parseable|install_strategy|global_style|package_lock|package_lock_only)$)/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)));
}

/** @param {ReturnType<typeof createLock>} lock @returns {Promise<number>} npm's exit code */
function runNpm(lock) {
  const options = ['--ignore-scripts', '--engine-strict=false', '--no-audit', '--no-fund'];
  const kinds = ['--include=prod', '--include=dev', '--include=optional'];
  const quiet = ['--loglevel=error', '--no-progress', '--no-update-notifier'];
  const output = fs.openSync(log, 'w');
  const child = spawn('npm', ['ci', ...kinds, ...options, ...quiet], {
    cwd: root,
    env: cleanEnvironment(),
    stdio: ['ignore', output, output],
  });
  fs.closeSync(output);
  /** @param {NodeJS.Signals} signal */
  const pass = (signal) => {
    child.kill(signal);
  };
  process.on('SIGINT', pass).on('SIGTERM', pass).on('SIGHUP', pass);
  const watch = reportProgress();
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    if (child.pid !== undefined) lock.entrust(child.pid);
    child.once('exit', (code, signal) => {
      clearInterval(watch);
      process.off('SIGINT', pass).off('SIGTERM', pass).off('SIGHUP', pass);
      if (signal === 'SIGINT') reject(new Stop(130, ''));
      else if (signal !== null) reject(new Stop(143, ''));
      else resolve(code ?? 1);
    });
  });
}

function reportProgress() {
  const folders = wantedFolders(root);
  const start = Date.now();
  return setInterval(() => {
    const seconds = Math.round((Date.now() - start) / 1000);
    const done = folders.filter((folder) => stands(root, folder)).length;
    if (done === folders.length) say('settling', { seconds });
    else say('progress', { done, all: folders.length, seconds });
  }, reportMs);
}

/** Why npm failed, in words with a next step. */
function explain() {
  const text = fs.existsSync(log) ? fs.readFileSync(log, 'utf8').slice(-200_000) : '';
  if (/ENOSPC/.test(text)) return new Stop(exits.cannotCreate, 'noSpace');
  if (
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|E50[0-9]|CERT/.test(text)
  ) {
    return new Stop(exits.unavailable, 'unreachable', { log });
  }
  const line = text.split('\n').find((each) => /^npm (error|ERR!) (?!code)/.test(each)) ?? '';
  const reason = line.replace(/^npm (error|ERR!) /, '').slice(0, 300);
  return new Stop(exits.unavailable, 'failed', { reason, log });
}

/** @param {ReturnType<typeof createLock>} lock */
async function install(lock) {
  const pids = runningPrograms();
  if (pids.length > 0) throw new Stop(exits.unavailable, 'running', { pids: pids.join(', ') });
  // What says "complete" goes first: whatever interrupts the rest leaves no false witness.
  fs.rmSync(stampFile, { force: true });
  fs.rmSync(path.join(modules, '.package-lock.json'), { force: true });
  const start = Date.now();
  say('start');
  for (let attempt = 1; ; attempt += 1) {
    const code = await runNpm(lock);
    if (code === 0 && isInstalled(root) && nodeIsThere()) break;
    if (attempt === 2) {
      if (code !== 0) throw explain();
      proveNode();
      throw new Stop(exits.unavailable, 'failed', { log });
    }
  }
  proveNode();
  writeStamp();
  say('done', { seconds: Math.round((Date.now() - start) / 1000) });
}

/** @param {ReturnType<typeof createLock>} lock */
async function acquire(lock) {
  const start = Date.now();
  let reported = start;
  while (!lock.acquire()) {
    if (stampMatches()) return false;
    const pid = lock.holderPid() ?? '';
    if (Date.now() - start > waitMinutes * 60_000) {
      throw new Stop(exits.unavailable, 'stuck', { minutes: waitMinutes, pid });
    }
    if (Date.now() - reported >= reportMs) {
      reported = Date.now();
      say('waiting', { pid, seconds: Math.round((reported - start) / 1000) });
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return true;
}

function canWrite() {
  try {
    fs.mkdirSync(state, { recursive: true });
    fs.mkdirSync(modules, { recursive: true });
    const probe = path.join(state, `probe-${process.pid}`);
    fs.writeFileSync(probe, '');
    fs.rmSync(probe);
    fs.accessSync(modules, fs.constants.W_OK);
    return true;
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    if (code === 'ENOSPC') throw new Stop(exits.cannotCreate, 'noSpace');
    // Both folders were made a moment ago: somebody else's npm has just taken one away to fill it anew.
    return code === 'ENOENT';
  }
}

async function main() {
  if (!canWrite()) {
    if (!isInstalled(root) || !nodeIsThere()) {
      throw new Stop(exits.cannotCreate, 'readOnly', { root });
    }
    proveNode();
    process.stdout.write('adopted');
    return;
  }
  const lock = createLock(state);
  if (!(await acquire(lock))) return;
  try {
    if (stampMatches()) return;
    if (isInstalled(root) && nodeIsThere()) {
      proveNode();
      writeStamp();
    } else {
      await install(lock);
    }
  } finally {
    lock.release();
  }
}

main().catch((error) => {
  if (error instanceof Stop) {
    if (error.key !== '') say(error.key, error.values);
    process.exitCode = error.code;
    return;
  }
  say('failed', { reason: error.message, log });
  process.exitCode = exits.unavailable;
});
