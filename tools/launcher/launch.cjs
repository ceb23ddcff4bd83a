#!/usr/bin/env node
'use strict';
// The way in for npm: `npm start`, `npm test`, `npm run dev` and `npx machimori` come here and go on
// to ./machimori, which alone knows how to set up and which Node to use.

const path = require('node:path');
const { spawn } = require('node:child_process');

const windows = `machimori: Windowsでは、いまのところ WSL（Windows Subsystem for Linux）の中で動かしてください。
machimori: on Windows, run it inside WSL (Windows Subsystem for Linux) for now.
`;

/** npm runs a script in the root; the person stands elsewhere, and names files from there. */
function whereThePersonStands() {
  const { npm_lifecycle_event: event, npm_package_name: name, INIT_CWD: start } = process.env;
  const ours = name === 'machimori' && ['start', 'test', 'dev'].includes(event ?? '');
  return ours && start ? start : process.cwd();
}

if (process.platform === 'win32') {
  process.stderr.write(windows);
  process.exitCode = 78;
} else {
  const launcher = path.resolve(__dirname, '..', '..', 'machimori');
  const child = spawn('/bin/sh', [launcher, ...process.argv.slice(2)], {
    cwd: whereThePersonStands(),
    stdio: 'inherit',
  });
  // A terminal sends Ctrl-C to both; we wait for the program to end in its own way.
  process.on('SIGINT', () => {});
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal));
  }
  child.once('error', (error) => {
    process.stderr.write(`machimori: ${error.message}\n`);
    process.exitCode = 69;
  });
  child.once('exit', (code, signal) => {
    if (signal === null) {
      process.exitCode = code ?? 1;
      return;
    }
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}
