'use strict';
// Which processes live. A number alone is not an identity: the system uses it again. On Linux the
// time a process began goes with it; a process of another machine or container cannot be seen.

const fs = require('node:fs');
const os = require('node:os');

/** @param {number} pid @returns {string} when it began, or '' where the system does not tell */
function began(pid) {
  try {
    const line = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
    return fields[19] ?? '';
  } catch {
    return '';
  }
}

/** @param {number} pid @param {string} since what `began` said then @returns {boolean} */
function lives(pid, since) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EPERM') return false;
  }
  const now = began(pid);
  return since === '' || now === '' || now === since;
}

/** The space in which process numbers mean something: this host, this container. */
function place() {
  let space = '';
  try {
    space = fs.readlinkSync('/proc/self/ns/pid').replace(/\D/g, '');
  } catch {}
  return `${os.hostname()}${space && `.${space}`}`;
}

module.exports = { began, lives, place };
