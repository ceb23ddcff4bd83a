import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, statSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { Failure, text } from '@machimori/kernel';

/** PostgreSQL refuses to run as root: started by root it runs as nobody, who owns nothing else. */
const nobody = 65534;

export interface RunAs {
  /** Set where the server runs as somebody else than we do. */
  readonly uid: number | undefined;
  /** What stands before a command that ends by itself. */
  readonly once: readonly string[];
  /** What stands before the server: it gets SIGINT when we die. Empty where the machine has no such means. */
  readonly server: readonly string[];
}

function unreachable(path: string): Failure {
  return new Failure(
    'configuration',
    text(
      `データベースは管理者（root）では動けず、権限のない利用者としては ${path} に届きません。`,
      `The database cannot run as root, and as an unprivileged user it cannot reach ${path}.`,
    ),
    {
      next: text(
        'root でない利用者として起動するか、だれでも通れるフォルダー（/var/lib/machimori など）に置いてください。',
        'Start as a user other than root, or keep it in a folder that others may pass through, such as /var/lib/machimori.',
      ),
    },
  );
}

/** The first folder above `path` (or `path` itself) through which a stranger may not go. */
export function closedFolder(path: string, uid: number): string | undefined {
  for (let at = path; ; at = dirname(at)) {
    if (existsSync(at)) {
      const { mode, uid: owner, gid } = statSync(at);
      const bit = owner === uid ? 0o100 : gid === uid ? 0o010 : 0o001;
      if ((mode & bit) === 0) return at;
    }
    if (at === dirname(at)) return undefined;
  }
}

/** Whether this process may hand on the capability to read and pass through any folder. */
function mayHandOnReading(): boolean {
  try {
    const status = readFileSync('/proc/self/status', 'utf8');
    const has = (set: 'CapBnd' | 'CapPrm'): boolean => {
      const bits = new RegExp(`^${set}:\\s*([0-9a-f]+)`, 'm').exec(status)?.[1] ?? '0';
      return (BigInt(`0x${bits}`) & (1n << 2n)) !== 0n;
    };
    return has('CapBnd') && has('CapPrm');
  } catch {
    return false;
  }
}

function findSetpriv(): string | undefined {
  const path = `${process.env['PATH'] ?? ''}${delimiter}/usr/bin${delimiter}/bin`;
  const file = path
    .split(delimiter)
    .map((folder) => join(folder, 'setpriv'))
    .find((candidate) => existsSync(candidate));
  if (file === undefined) return undefined;
  // Smaller systems bring a setpriv that cannot send a signal at the parent's death.
  const help = spawnSync(file, ['--help'], { encoding: 'utf8' });
  return help.stdout?.includes('pdeathsig') ? file : undefined;
}

/**
 * How the server is run so that it is never root, reaches its binaries (`reaches`) and its data (inside
 * `ours`, folders we made, outermost first), and never outlives us.
 */
export function runAs(
  reaches: readonly string[],
  ours: readonly string[],
  useSetpriv = process.platform === 'linux',
): RunAs {
  const setpriv = useSetpriv ? findSetpriv() : undefined;
  if (process.getuid?.() !== 0) {
    const server = setpriv === undefined ? [] : [setpriv, '--pdeathsig', 'INT', '--'];
    return { uid: undefined, once: [], server };
  }
  const closed = (): string | undefined =>
    [...reaches, ...ours]
      .map((path) => closedFolder(path, nobody))
      .find((found) => found !== undefined);
  const readEverything = closed() !== undefined && setpriv !== undefined && mayHandOnReading();
  if (closed() !== undefined && !readEverything) {
    // Without that capability (usual in containers) our own folders let others pass, though not look;
    // a closed folder that is not ours stays closed.
    for (const folder of ours) chmodSync(folder, 0o711);
    const still = closed();
    if (still !== undefined) throw unreachable(still);
  }
  if (setpriv === undefined) return { uid: nobody, once: [], server: [] };
  const drop = [setpriv, '--reuid', `${nobody}`, '--regid', `${nobody}`, '--clear-groups'];
  if (readEverything) {
    drop.push('--inh-caps', '+dac_read_search', '--ambient-caps', '+dac_read_search');
  }
  return { uid: nobody, once: [...drop, '--'], server: [...drop, '--pdeathsig', 'INT', '--'] };
}
