'use strict';
// Does node_modules hold what package-lock.json names? Answers for an install done by hand, which
// has no stamp. npm writes its hidden lockfile last, so what it lists was put in place.

const fs = require('node:fs');
const path = require('node:path');

/**
 * @typedef {{ version?: string, integrity?: string, link?: boolean, optional?: boolean,
 *   devOptional?: boolean, peer?: boolean }} Entry
 */

/** @param {string} file @returns {Record<string, Entry>} */
function packages(file) {
  return JSON.parse(fs.readFileSync(file, 'utf8')).packages ?? {};
}

/** Folders the lockfile wants under node_modules, without those that other platforms need. */
/** @param {string} root */
function wantedFolders(root) {
  return Object.entries(packages(path.join(root, 'package-lock.json')))
    .filter(([folder, entry]) => folder.includes('node_modules/') && entry.optional !== true)
    .map(([folder]) => folder);
}

/** @param {string} root @param {string} folder */
function stands(root, folder) {
  return fs.existsSync(path.join(root, folder, 'package.json'));
}

/** @param {string} root @returns {boolean} */
function isInstalled(root) {
  try {
    const wanted = packages(path.join(root, 'package-lock.json'));
    const found = packages(path.join(root, 'node_modules', '.package-lock.json'));
    return Object.entries(wanted).every(([folder, entry]) => {
      if (!folder.includes('node_modules/')) return true;
      const there = found[folder];
      if (there === undefined) return entry.optional === true;
      return (
        there.version === entry.version &&
        there.integrity === entry.integrity &&
        stands(root, folder)
      );
    });
  } catch {
    return false;
  }
}

module.exports = { isInstalled, stands, wantedFolders };
