'use strict';
// A lock that several first runs meet at, with no moment in which two could hold it:
//   free   no folder `install.lock`, or an empty one
//   held   the folder holds one file, named for its owner
// Taking it renames a prepared folder into place (refused while the target is not empty), taking it
// over renames the dead owner's file (only one can), giving it back removes the file.

const fs = require('node:fs');
const path = require('node:path');
const { began, lives, place } = require('./processes.cjs');

/** An owner elsewhere (another container) cannot be seen: it counts as gone when it falls silent. */
const silentMs = 60_000;

/**
 * @typedef {{ place: string, pid: number, began: string, child?: { pid: number, began: string } }} Owner
 */

/** @param {string} folder where the lock stands; exists already */
function createLock(folder) {
  const lock = path.join(folder, 'install.lock');
  const name = `${process.pid}-${began(process.pid) || Date.now()}-${place()}`;
  const file = path.join(lock, name);
  /** @type {Owner} */
  const me = { place: place(), pid: process.pid, began: began(process.pid) };
  /** @type {NodeJS.Timeout | undefined} */
  let heart;

  /** @param {string} at */
  const write = (at) => fs.writeFileSync(at, JSON.stringify(me));

  function held() {
    heart = setInterval(() => {
      const now = new Date();
      try {
        fs.utimesSync(file, now, now);
      } catch {}
    }, silentMs / 6);
    heart.unref();
    return true;
  }

  function take() {
    const prepared = path.join(folder, `lock-${name}`);
    fs.rmSync(prepared, { recursive: true, force: true });
    fs.mkdirSync(prepared);
    write(path.join(prepared, name));
    try {
      fs.renameSync(prepared, lock);
      return held();
    } catch (error) {
      fs.rmSync(prepared, { recursive: true, force: true });
      const { code } = /** @type {NodeJS.ErrnoException} */ (error);
      if (code === 'ENOTEMPTY' || code === 'EEXIST') return false;
      throw error;
    }
  }

  /** @returns {{ name: string, owner: Owner | undefined, gone: boolean } | undefined} */
  function holder() {
    try {
      const [first] = fs.readdirSync(lock);
      if (first === undefined) return undefined;
      const at = path.join(lock, first);
      const silent = Date.now() - fs.statSync(at).mtimeMs > silentMs;
      /** @type {Owner | undefined} */
      let owner;
      try {
        owner = JSON.parse(fs.readFileSync(at, 'utf8'));
      } catch {}
      if (owner === undefined || owner.place !== me.place) {
        return { name: first, owner, gone: silent };
      }
      const alive =
        lives(owner.pid, owner.began) ||
        (owner.child !== undefined && lives(owner.child.pid, owner.child.began));
      return { name: first, owner, gone: !alive };
    } catch {
      return undefined;
    }
  }

  return {
    /** Takes the lock if it is free or its owner is dead. */
    acquire() {
      if (take()) return true;
      const other = holder();
      if (other === undefined || !other.gone) return false;
      try {
        fs.renameSync(path.join(lock, other.name), file);
      } catch {
        return false; // another one was quicker
      }
      write(file);
      return held();
    },
    /** The process that holds it now, for people. */
    holderPid() {
      return holder()?.owner?.pid;
    },
    /** The work outlives its owner in a child: whoever comes next waits for that too. @param {number} pid */
    entrust(pid) {
      me.child = { pid, began: began(pid) };
      write(file);
    },
    release() {
      clearInterval(heart);
      fs.rmSync(file, { force: true });
      try {
        fs.rmdirSync(lock);
      } catch {}
    },
  };
}

module.exports = { createLock };
